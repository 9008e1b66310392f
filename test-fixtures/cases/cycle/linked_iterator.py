"""A queue of prints: linked one way, with a pointer to the last."""


class Print:
    def __init__(self, pages):
        self.pages = pages
        self.following = None


class Queue:
    def __init__(self):
        self.first = None
        self.last = None

    def add(self, pages):
        job = Print(pages)
        if self.last is None:
            self.first = job
        else:
            self.last.following = job
        self.last = job

    def take(self):
        job = self.first
        self.first = job.following
        if self.first is None:
            self.last = None
        return job.pages

    def __iter__(self):
        job = self.first
        while job is not None:
            yield job.pages
            job = job.following


def scenario(tmp):
    queue = Queue()
    for pages in (3, 1, 2):
        queue.add(pages)
    print(list(queue), queue.take(), list(queue))
