"""Terminal sessions that sign off when they go."""


class Terminal:
    def __init__(self, session):
        self.session = session  # leak: cycle #1

    def prompt(self):
        return f"{self.session.user}$"


class Session:
    farewells = 0

    def __init__(self, user):
        self.user = user
        self.terminal = Terminal(self)  # leak: cycle #1

    def __del__(self):
        Session.farewells += 1


def scenario(tmp):
    print([Session(user).terminal.prompt() for user in ("kim", "lee")])
