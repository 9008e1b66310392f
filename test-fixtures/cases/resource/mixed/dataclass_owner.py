"""A printer queue kept in a data class."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


@dataclass
class Queue:
    path: Path
    jobs: list = field(default_factory=list)
    spool: IO = field(init=False)

    def __post_init__(self):
        self.spool = self.path.open("w")  # leak: resource

    def add(self, job):
        self.jobs.append(job)
        self.spool.write(job + "\n")
        self.spool.flush()


def scenario(tmp):
    queue = Queue(tmp / "q")
    queue.add("letter")
    queue.add("photo")
    print(len(queue.jobs), (tmp / "q").read_text().split())
