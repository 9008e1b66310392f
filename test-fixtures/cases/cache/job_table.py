"""Jobs of a print server."""
import itertools

_ids = itertools.count(1)
JOBS = {}  # leak: cache #1


class Job:
    def __init__(self, pages):
        self.pages = pages
        self.state = "new"

    def run(self):
        if self.pages < 1:
            raise ValueError("nothing to print")
        self.state = "printed"


def submit(pages):
    number = next(_ids)
    JOBS[number] = job = Job(pages)  # leak: cache #1
    try:
        job.run()
    except ValueError:
        del JOBS[number]
        return "refused"
    return job.state


def scenario(tmp):
    print(submit(3), submit(0))
