"""Sends a circular; one bad address must not stop the others."""
from typing import Iterable, NamedTuple


class BadAddress(ValueError):
    pass


class Circular(NamedTuple):
    subject: str
    body: str


class Outbox:
    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def deliver(self, address: str, circular: Circular) -> None:
        user, at, host = address.partition("@")
        if not (user and at and host):
            raise BadAddress(address)
        self.sent.append((address, circular.subject))


def send_all(circular: Circular, addresses: Iterable[str]) -> str:
    outbox = Outbox()
    problems: dict[str, list[BadAddress]] = {}
    for address in addresses:
        try:
            outbox.deliver(address, circular)
        except BadAddress as reason:
            kind = "no host" if "@" in address else "no at sign"
            problems.setdefault(kind, []).append(reason)  # leak: cycle
    if not problems:
        return f"{len(outbox.sent)} sent"
    details = "; ".join(
        f"{kind}: {', '.join(str(reason) for reason in reasons)}" for kind, reasons in problems.items()
    )
    return f"{len(outbox.sent)} sent ({details})"


def scenario(tmp):
    news = Circular("Street festival", "The street is closed on Sunday.")
    print(send_all(news, ["ann@example.org", "bob@", "carl", "dora@example.net"]))
    print(send_all(news, ["ann@example.org"]))
