"""The open sessions of a server by name; a session that ends is taken out of the table."""
import socket


class Sessions:
    def __init__(self):
        self._by_name = {}

    def begin(self, name):
        ours, theirs = socket.socketpair()
        self._by_name[name] = ours
        return theirs

    def tell_all(self, text):
        for session in self._by_name.values():
            session.sendall(text.encode())

    def end(self, name):
        session = self._by_name.pop(name, None)
        if session is not None:
            session.shutdown(socket.SHUT_RDWR)
            session.close()


def scenario(tmp):
    sessions = Sessions()
    with sessions.begin("ann") as ann, sessions.begin("bo") as bo:
        sessions.tell_all("hi")
        sessions.end("ann")
        sessions.tell_all("ann left")
        sessions.end("bo")
        print(ann.recv(64), bo.recv(64))
