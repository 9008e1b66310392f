"""Backup jobs that report why they failed."""


class Job:
    def __init__(self, name, size):
        self.name = name
        self.size = size
        self.failure = None

    def run(self, free):
        try:
            if self.size > free:
                raise OSError(f"{self.name}: {self.size} MB do not fit into {free} MB")
            return True
        except OSError as error:
            self.failure = error  # leak: cycle
            return False

    def status(self):
        return f"failed: {self.failure}" if self.failure else "done"


def scenario(tmp):
    jobs = [Job("photos", 800), Job("mail", 20)]
    for job in jobs:
        job.run(free=100)
    print([job.status() for job in jobs])
