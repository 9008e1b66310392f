"""A measuring run as a dataclass, with its raw data attached."""
from dataclasses import dataclass, field
from typing import IO


@dataclass
class Run:
    name: str
    raw: IO[bytes]
    values: list = field(default_factory=list)

    def sample(self, count):
        self.values = list(self.raw.read(count))
        return self

    def close(self):
        self.raw.close()


def mean_of(path):
    run = Run(path.name, open(path, "rb"))  # leak: resource
    values = run.sample(4).values
    return sum(values) / len(values)


def spread_of(path):
    run = Run(path.name, open(path, "rb"))
    try:
        values = run.sample(4).values
        return max(values) - min(values)
    finally:
        run.close()


def scenario(tmp):
    (tmp / "run1").write_bytes(bytes([1, 2, 3, 10]))
    print(mean_of(tmp / "run1"), spread_of(tmp / "run1"))
