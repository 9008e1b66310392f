"""A writer thread that waits for ever."""
import queue
import threading


class Writer:
    def __init__(self):
        self.jobs = queue.Queue()
        self.written = []
        self.thread = threading.Thread(target=self._write, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    def _write(self):
        while True:
            line = self.jobs.get()
            self.written.append(line.upper())
            self.jobs.task_done()

    def write(self, line):
        self.jobs.put(line)


def scenario(tmp):
    writer = Writer()
    writer.write("a")
    writer.jobs.join()
    print(writer.written)
