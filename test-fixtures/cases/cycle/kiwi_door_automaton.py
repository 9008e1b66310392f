"""Controller of an automatic door, driven by a list of events."""


class InvalidEvent(ValueError):
    pass


class DoorController:
    hold_ticks = 2

    def __init__(self, name):
        self.name = name
        self.state = "closed"
        self.ticks = 0
        self.log = []
        self._handlers = {
            "closed": self._when_closed,  # leak: cycle #1
            "open": self._when_open,  # leak: cycle #1
            "locked": self._when_locked,  # leak: cycle #1
        }

    def _when_closed(self, event):
        if event == "approach":
            self.ticks = 0
            return "open"
        if event == "lock":
            return "locked"
        return "closed"

    def _when_open(self, event):
        if event == "approach":
            self.ticks = 0
        elif event == "tick":
            self.ticks += 1
            if self.ticks >= self.hold_ticks:
                return "closed"
        return "open"

    def _when_locked(self, event):
        return "closed" if event == "unlock" else "locked"

    def handle(self, event):
        if event not in ("approach", "tick", "lock", "unlock"):
            raise InvalidEvent(event)
        following = self._handlers[self.state](event)
        if following != self.state:
            self.log.append(f"{self.state}->{following}")
            self.state = following
        return following


def simulate(name, events):
    door = DoorController(name)
    for event in events.split():
        door.handle(event)
    return door.state, door.log


def scenario(tmp):
    print(simulate("lobby", "approach tick tick lock approach unlock approach"))
    print(simulate("cellar", "lock tick"))
