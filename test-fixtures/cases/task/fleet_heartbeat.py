"""Lorries of a haulier report that they are alive."""
from __future__ import annotations

import threading
import time
from collections import Counter


class Heartbeat(threading.Thread):
    def __init__(self, lorry: str, sink: Counter[str], every: float = 0.01) -> None:
        super().__init__(name=f"heartbeat-{lorry}", daemon=True)
        self.lorry = lorry
        self.sink = sink
        self.every = every
        self.muted = False

    def run(self) -> None:
        while True:  # leak: task #1
            time.sleep(self.every)
            if self.muted:
                continue
            try:
                self.sink[self.lorry] += 1
            except RuntimeError:
                break


class Lorry:
    def __init__(self, plate: str, sink: Counter[str]) -> None:
        self.plate = plate
        self.heartbeat = Heartbeat(plate, sink)  # leak: task #1
        self.heartbeat.start()  # leak: task #1

    def drive(self, kilometres: int) -> str:
        return f"{self.plate} drove {kilometres} km"

    def park(self) -> None:
        self.heartbeat.muted = True
        self.heartbeat.join(timeout=0.02)


def tour(legs: dict[str, list[int]]) -> list[str]:
    beats: Counter[str] = Counter()
    report = []
    for plate, distances in legs.items():
        lorry = Lorry(plate, beats)
        try:
            report.append(lorry.drive(sum(distances)))
        finally:
            lorry.park()
    return report


def scenario(tmp):
    print(tour({"HB-12": [120, 80], "HB-44": [15]}))
