"""Weaves with one worker thread for each loom."""
import queue
import threading


class Loom:
    def __init__(self, colour):
        self.colour = colour
        self.threads = queue.Queue()
        self.cloth = []
        self.worker = threading.Thread(target=self.weave, daemon=True)  # leak: task #1
        self.worker.start()  # leak: task #1

    def weave(self):
        while True:
            thread = self.threads.get()
            if thread is None:
                break
            self.cloth.append(f"{self.colour} {thread}")
            self.threads.task_done()

    def add(self, thread):
        self.threads.put(thread)

    def done(self):
        self.threads.join()
        return list(self.cloth)


def weave(colour, threads):
    loom = Loom(colour)  # leak: task #1
    for thread in threads:
        loom.add(thread)
    return loom.done()


def scenario(tmp):
    print(weave("red", ["warp", "weft"]))
