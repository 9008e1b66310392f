"""A line protocol over a socket pair, with one reader thread for each side."""
import socket
import threading


class Peer:
    def __init__(self, name, connection):
        self.name = name
        self.connection = connection
        self.lines = []
        self._arrived = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True, name=name)
        self._reader.start()

    def _read(self):
        pending = b""
        while True:
            chunk = self.connection.recv(64)
            if not chunk:
                break
            *complete, pending = (pending + chunk).split(b"\n")
            with self._arrived:
                self.lines.extend(line.decode() for line in complete)
                self._arrived.notify_all()

    def say(self, text):
        self.connection.sendall(text.encode() + b"\n")

    def expect(self, count):
        with self._arrived:
            self._arrived.wait_for(lambda: len(self.lines) >= count, timeout=5)
            return self.lines[:count]

    def hang_up(self):
        self.connection.shutdown(socket.SHUT_RDWR)
        self._reader.join()
        self.connection.close()


def converse(texts):
    left, right = socket.socketpair()
    alice, bob = Peer("alice", left), Peer("bob", right)
    try:
        for text in texts:
            alice.say(text)
        return bob.expect(len(texts))
    finally:
        alice.hang_up()
        bob.connection.close()
        bob._reader.join()


def scenario(tmp):
    print(converse(["hello", "how are you?"]))
    print(converse([]))
