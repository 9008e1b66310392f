"""A print spool: jobs in a ring, so that urgent ones can be put in front."""


class Slot:
    def __init__(self, job=None):
        self.job = job
        self.before = self.after = self  # leak: cycle #1

    def insert_after(self, other):
        self.before, self.after = other, other.after
        other.after.before = self  # leak: cycle #1
        other.after = self  # leak: cycle #1

    def unlink(self):
        self.before.after, self.after.before = self.after, self.before
        return self.job


class Spool:
    def __init__(self, printer):
        self.printer = printer
        self.pages = 0
        self._ring = Slot()

    def __del__(self):
        self.pages = 0

    def submit(self, job, urgent=False):
        place = self._ring if urgent else self._ring.before
        Slot(job).insert_after(place)

    def __bool__(self):
        return self._ring.after is not self._ring

    def print_next(self):
        if not self:
            return None
        name, pages = self._ring.after.unlink()
        self.pages += pages
        return f"{self.printer}: {name}"


def scenario(tmp):
    spool = Spool("lp0")
    spool.submit(("thesis", 120))
    spool.submit(("ticket", 1), urgent=True)
    spool.submit(("poster", 2))
    while spool:
        print(spool.print_next())
    print(spool.pages, spool.print_next())
