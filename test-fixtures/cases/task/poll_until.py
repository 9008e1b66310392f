"""Waits for a job with a poller that ends when the job is done."""
import threading
import time


class Job:
    def __init__(self):
        self.state = "new"

    def finish(self):
        self.state = "done"


def wait_for(job):
    seen = []

    def poll():
        while True:
            seen.append(job.state)
            if job.state == "done":
                return
            time.sleep(0.001)

    poller = threading.Thread(target=poll)
    poller.start()
    job.finish()
    poller.join()
    return seen[-1]


def scenario(tmp):
    print(wait_for(Job()))
