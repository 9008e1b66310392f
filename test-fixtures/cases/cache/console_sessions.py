"""Sessions of a maintenance console and who is connected at the moment."""
import contextlib
import itertools
import secrets

_port = itertools.count(40_000)


class Session:
    online = {}  # leak: cache #1

    def __init__(self, user, peer):
        self.user = user
        self.peer = peer
        self.token = secrets.token_hex(4)
        self.history = []
        Session.online[peer] = self  # leak: cache #1

    def execute(self, command, *arguments):
        handler = getattr(self, f"do_{command}", None)
        if handler is None:
            return f"unknown: {command}"
        self.history.append(command)
        return handler(*arguments)

    def do_echo(self, *words):
        return " ".join(words)

    def do_who(self):
        return sorted({session.user for session in self.online.values()})

    def close(self):
        self.history.clear()
        Session.online.pop(self.token, None)


@contextlib.contextmanager
def connected(user, host):
    session = Session(user, (host, next(_port)))
    try:
        yield session
    finally:
        session.close()


def scenario(tmp):
    with connected("ada", "10.0.0.7") as session:
        for line in ("echo good morning", "who", "reboot now"):
            command, *arguments = line.split()
            print(session.execute(command, *arguments))
