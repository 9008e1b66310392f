"""Support tickets whose behaviour depends on a state object."""


class State:
    name = "?"

    def assign(self, ticket, agent):
        raise RuntimeError(f"cannot assign while {self.name}")

    def resolve(self, ticket):
        raise RuntimeError(f"cannot resolve while {self.name}")


class New(State):
    name = "new"

    def assign(self, ticket, agent):
        ticket.agent = agent
        ticket.change_state(Assigned(agent.nick))


class Assigned(State):
    name = "assigned"

    def __init__(self, nick):
        self.nick = nick

    def resolve(self, ticket):
        ticket.agent.resolved.append(ticket.number)
        ticket.change_state(Resolved(ticket.number, self.nick))


class Resolved(State):
    name = "resolved"

    def __init__(self, number, nick):
        self.number = number
        self.nick = nick


class Agent:
    def __init__(self, nick):
        self.nick = nick
        self.resolved = []


class Ticket:
    def __init__(self, number):
        self.number = number
        self.agent = None
        self.state = New()
        self.trail = [self.state]

    def change_state(self, state):
        self.state = state
        self.trail.append(state)

    def assign(self, agent):
        self.state.assign(self, agent)

    def resolve(self):
        self.state.resolve(self)


def scenario(tmp):
    agent = Agent("lea")
    first, second = Ticket(101), Ticket(102)
    first.assign(agent)
    first.resolve()
    try:
        second.resolve()
    except RuntimeError as exc:
        print(exc)
    print([state.name for state in first.trail], agent.resolved, second.state.name)
