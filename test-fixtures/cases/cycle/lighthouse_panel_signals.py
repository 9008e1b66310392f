"""The control panel of a lighthouse: a small model that its own view follows."""
from collections import defaultdict
from typing import Any, Callable


class Signals:
    def __init__(self) -> None:
        self._slots: dict[str, list[Callable[..., Any]]] = defaultdict(list)  # leak: cycle #1

    def connect(self, signal: str, *slots: Callable[..., Any]) -> "Signals":
        self._slots[signal].extend(slots)  # leak: cycle #1
        return self

    def emit(self, signal: str, *values: Any) -> int:
        slots = self._slots.get(signal, [])
        for slot in slots:
            slot(*values)
        return len(slots)


class Signalling:
    """Gives a class its signals."""

    def __init__(self) -> None:
        super().__init__()
        self.signals = Signals()  # leak: cycle #1


class Lamp(Signalling):
    def __init__(self, metres: int) -> None:
        super().__init__()  # leak: cycle #1
        self.metres = metres
        self.lit = False

    def switch(self, on: bool) -> None:
        if on == self.lit:
            return
        self.lit = on
        self.signals.emit("switched", on)


class Panel(Lamp):
    def __init__(self, metres: int, title: str) -> None:
        super().__init__(metres)  # leak: cycle #1
        self.title = title
        self.log: list[str] = []
        self.signals.connect("switched", self.redraw, self.count)  # leak: cycle #1
        self.switches = 0

    def redraw(self, on: bool) -> None:
        self.log.append(f"[{'*' if on else ' '}] {self.title} ({self.metres} m)")

    def count(self, on: bool) -> None:
        self.switches += 1


def night_watch(title: str, metres: int, commands: str) -> list[str]:
    panel = Panel(metres, title)
    for command in commands:
        panel.switch(command == "1")
    return panel.log + [f"{panel.switches} switches"]


def scenario(tmp):
    print(night_watch("Roter Sand", 28, "110100"))
    print(night_watch("Ar-Men", 37, "01"))
