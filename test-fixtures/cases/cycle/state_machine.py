"""A turnstile as a state machine whose states know the machine."""


class State:
    def __init__(self, machine):
        self.machine = machine  # leak: cycle #1


class Locked(State):
    def coin(self):
        self.machine.state = Unlocked(self.machine)  # leak: cycle #1


class Unlocked(State):
    def coin(self):
        self.machine.refunds += 1


class Turnstile:
    def __init__(self):
        self.refunds = 0
        self.state = Locked(self)  # leak: cycle #1

    def coin(self):
        self.state.coin()


def scenario(tmp):
    turnstile = Turnstile()
    for _ in range(3):
        turnstile.coin()
    print(type(turnstile.state).__name__, turnstile.refunds)
