"""Gateway that delivers messages and remembers the last trouble for the status page."""
import enum


class Rejected(Exception):
    def __init__(self, address, reason):
        super().__init__(f"{address}: {reason}")
        self.address = address


class State(enum.Enum):
    FRESH = "fresh"
    DELIVERED = "delivered"
    FAILED = "failed"


class Message:
    def __init__(self, address, text):
        self.address, self.text = address, text
        self.state = State.FRESH
        self.trouble = None

    def fail(self, error):
        self.state = State.FAILED
        self.trouble = error.with_traceback(None)


class Gateway:
    blocked = frozenset({"spam.example"})

    def __init__(self, size_limit=20):
        self.size_limit = size_limit
        self.last_trouble = None

    def send(self, message):
        try:
            self._inspect(message)
            message.state = State.DELIVERED
        except Rejected as error:
            message.fail(error)
            self.last_trouble = error
        return message.state

    def _inspect(self, message):
        user, at, host = message.address.partition("@")
        if not (user and at and host):
            raise Rejected(message.address, "not an address")
        if host in self.blocked:
            raise Rejected(message.address, "blocked")
        if len(message.text) > self.size_limit:
            raise Rejected(message.address, "too long")

    def status(self):
        if self.last_trouble is None:
            return "all well"
        return f"last: {self.last_trouble} ({self.last_trouble.address})"


def scenario(tmp):
    gateway = Gateway()
    for address in ("ada@example.org", "joe@spam.example", "nobody"):
        message = Message(address, "hello")
        print(gateway.send(message).value, message.trouble)
    print(gateway.status())
