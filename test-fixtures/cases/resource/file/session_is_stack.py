"""A session is itself a stack of things to be closed."""
from contextlib import ExitStack
import socket


class Session(ExitStack):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def page(self, name):
        return self.enter_context(open(self.folder / name, "w"))

    def line(self):
        near, far = socket.socketpair()
        self.callback(near.close)
        self.callback(far.close)
        return near, far


def scenario(tmp):
    with Session(tmp) as session:
        page = session.page("one")
        near, far = session.line()
        near.sendall(b"text")
        page.write(far.recv(8).decode())
    print((tmp / "one").read_text())
