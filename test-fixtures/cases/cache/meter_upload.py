"""Electricity meter readings, written to the spool in batches."""
import itertools
import json
from typing import NamedTuple

_clock = itertools.count(0, 15)


class Reading(NamedTuple):
    meter: str
    minute: int
    watts: list


class SpoolWriter:
    batch_size = 4

    def __init__(self):
        self._pending = []  # leak: cache #1
        self.directory = None
        self.written = 0

    def point_to(self, directory):
        self.directory = directory
        return self

    def add(self, reading):
        self._pending.append(reading)  # leak: cache #1
        if len(self._pending) % self.batch_size == 0:
            self.flush()

    def flush(self):
        batch = self._pending[-self.batch_size:]
        if not batch:
            return
        lines = [json.dumps(reading._asdict()) for reading in batch]
        target = self.directory / f"spool-{batch[0].minute:06}.jsonl"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.written += len(batch)
        batch.clear()


WRITER = SpoolWriter()


def poll(meters, directory):
    writer = WRITER.point_to(directory)
    minute = next(_clock)
    for number, meter in enumerate(meters):
        writer.add(Reading(meter, minute, [230 + number, 229, 231]))
    return sorted(path.suffix for path in directory.iterdir())


def scenario(tmp):
    print(poll(["cellar", "kitchen", "garage", "attic"], tmp))
    print(WRITER.written % 4)
