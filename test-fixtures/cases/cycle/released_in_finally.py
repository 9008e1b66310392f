"""A import job and its rows, which are let go in the end."""


class Row:
    def __init__(self, job, values):
        self.job = job
        self.values = values


class Job:
    def __init__(self):
        self.rows = []
        self.bad = 0

    def add(self, values):
        row = Row(self, values)
        self.rows.append(row)
        if not all(values):
            row.job.bad += 1

    def release(self):
        for row in self.rows:
            del row.job
        self.rows = []


def load(table):
    job = Job()
    try:
        for values in table:
            job.add(values)
        return job.bad, len(job.rows)
    finally:
        job.release()


def scenario(tmp):
    print(load([(1, 2), (0, 3)]))
