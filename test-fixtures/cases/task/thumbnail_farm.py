"""Shrinks pictures (here: lists of grey values) with several workers."""
import queue
import threading

QUIT = object()


class Farm:
    def __init__(self, workers):
        self.jobs = queue.Queue()
        self.results = queue.Queue()
        self.threads = [
            threading.Thread(target=self._work, name=f"farm-{n}", daemon=True)  # leak: task #1
            for n in range(workers)
        ]

    def start(self):
        for thread in self.threads:
            thread.start()  # leak: task #1
        return self

    def _work(self):
        while True:  # leak: task #1
            job = self.jobs.get()
            if job is QUIT:
                self.jobs.task_done()
                return
            name, pixels = job
            self.results.put((name, pixels[::2]))
            self.jobs.task_done()

    def shrink(self, pictures):
        for item in pictures.items():
            self.jobs.put(item)
        self.jobs.join()
        small = {}
        while not self.results.empty():
            name, pixels = self.results.get_nowait()
            small[name] = pixels
        return small

    def stop(self):
        self.jobs.put(QUIT)  # leak: task #1
        self.jobs.join()


def thumbnails(pictures, workers=3):
    farm = Farm(workers).start()
    try:
        return sorted(farm.shrink(pictures).items())
    finally:
        farm.stop()


def scenario(tmp):
    print(thumbnails({"cat": [1, 2, 3, 4], "dog": [9, 8, 7]}))
    print(thumbnails({}, workers=2))
