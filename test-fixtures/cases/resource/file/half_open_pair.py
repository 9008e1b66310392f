"""Opens two ends of a relay; both are handed out, or an error."""
import os


class RelayError(Exception):
    pass


def check_size(path):
    if path.stat().st_size == 0:
        raise RelayError(f"{path.name} is empty")


def open_relay(source, target):
    reader = open(source, "rb")  # leak: resource
    check_size(source)
    writer = open(target, "wb")
    return reader, writer


def relay(source, target):
    reader, writer = open_relay(source, target)
    with reader, writer:
        writer.write(reader.read())


def scenario(tmp):
    (tmp / "full").write_bytes(b"data")
    (tmp / "empty").touch()
    for name in ("full", "empty"):
        try:
            relay(tmp / name, tmp / "out")
        except RelayError as error:
            print(error)
