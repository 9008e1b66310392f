"""Jobs of a print queue, which can be cancelled from the middle."""


class PrintJob:
    def __init__(self, title, pages):
        self.title = title
        self.pages = pages
        self.before = None
        self.after = None
        self.queue = None


class PrintQueue:
    def __init__(self):
        self.first = None
        self.last = None
        self.pages = 0

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        while self.first is not None:
            self.unlink(self.first)

    def submit(self, title, pages):
        job = PrintJob(title, pages)
        job.queue = self
        job.before = self.last
        if self.last is None:
            self.first = job
        else:
            self.last.after = job
        self.last = job
        self.pages += pages
        return job

    def unlink(self, job):
        before, after = job.before, job.after
        if before is None:
            self.first = after
        else:
            before.after = after
        if after is None:
            self.last = before
        else:
            after.before = before
        job.before = job.after = job.queue = None
        self.pages -= job.pages

    def titles(self):
        job = self.first
        while job:
            yield job.title
            job = job.after


def print_all(requests, cancelled):
    with PrintQueue() as queue:
        jobs = [queue.submit(title, pages) for title, pages in requests]
        for job in jobs:
            if job.title in cancelled:
                job.queue.unlink(job)
        return list(queue.titles()), queue.pages


def scenario(tmp):
    print(print_all([("thesis", 120), ("poster", 1), ("letter", 2)], {"poster"}))
    print(print_all([("memo", 1)], {"memo"}))
