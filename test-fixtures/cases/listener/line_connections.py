"""Connections say goodbye when the program ends."""
import atexit
import itertools

_number = itertools.count()


class Connection:
    def __init__(self, host):
        self.host = host
        self.number = next(_number)
        self.sent = []
        atexit.register(self.shutdown)  # leak: listener

    def send(self, text):
        self.sent.append(text)
        return len(text)

    def shutdown(self):
        self.sent.clear()


def ping(host):
    connection = Connection(host)
    return connection.send("ping")


def scenario(tmp):
    print(ping("localhost"))
