"""Turnstiles at the entrance of a penny arcade, driven by a transition table."""
import enum


class Mode(enum.Enum):
    LOCKED = "locked"
    OPEN = "open"
    ALARM = "alarm"


class Turnstile:
    def __init__(self, gate):
        self.gate = gate
        self.mode = Mode.LOCKED
        self.pennies = 0
        self.passed = 0
        self.rules = self.transitions()  # leak: cycle #1

    def transitions(self):
        def take_coin():  # leak: cycle #1
            self.pennies += 1  # leak: cycle #1
            return Mode.OPEN

        def let_through():  # leak: cycle #1
            self.passed += 1  # leak: cycle #1
            return Mode.LOCKED

        def stay():  # leak: cycle #1
            return self.mode  # leak: cycle #1

        return {  # leak: cycle #1
            (Mode.LOCKED, "coin"): take_coin,  # leak: cycle #1
            (Mode.LOCKED, "push"): lambda: Mode.ALARM,
            (Mode.OPEN, "coin"): take_coin,  # leak: cycle #1
            (Mode.OPEN, "push"): let_through,  # leak: cycle #1
            (Mode.ALARM, "key"): lambda: Mode.LOCKED,
            (Mode.ALARM, "push"): stay,  # leak: cycle #1
        }

    def feed(self, event):
        rule = self.rules.get((self.mode, event))
        if rule is None:
            return False
        self.mode = rule()
        return True

    def report(self):
        return f"gate {self.gate}: {self.mode.value}, {self.pennies}p, {self.passed} visitors"


def afternoon(gate, events):
    turnstile = Turnstile(gate)
    ignored = [event for event in events.split() if not turnstile.feed(event)]
    return turnstile.report(), ignored


def scenario(tmp):
    print(afternoon("east", "coin push coin coin push push push key"))
    print(afternoon("west", "kick push coin"))
