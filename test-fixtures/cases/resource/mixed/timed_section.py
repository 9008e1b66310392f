"""A section of a measurement with a file for its samples."""
import itertools


class Section:
    def __init__(self, path, clock):
        self.path, self.clock = path, clock

    def __enter__(self):
        self.started = self.clock()
        self.samples = open(self.path, "w")  # leak: resource
        return self

    def sample(self, value):
        self.samples.write(f"{value}\n")

    def __exit__(self, kind, error, traceback):
        self.seconds = self.clock() - self.started
        self.samples.flush()
        return False


def scenario(tmp):
    clock = itertools.count().__next__
    with Section(tmp / "s", clock) as section:
        section.sample(1.5)
    print(section.seconds, (tmp / "s").read_text())
