"""Answers callers with the time of day."""
import socket
import threading


class Clock:
    def __init__(self):
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.closed = False
        self.thread = threading.Thread(target=self._serve, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    def _serve(self):
        while not self.closed:  # leak: task #1
            try:
                peer, _ = self.sock.accept()  # leak: task #1
            except OSError:
                return
            with peer:
                peer.sendall(b"noon")

    def close(self):
        self.closed = True
        self.sock.close()  # leak: task #1


def scenario(tmp):
    clock = Clock()  # leak: task #1
    try:
        with socket.create_connection(clock.sock.getsockname()) as me:
            print(me.recv(9))
    finally:
        clock.close()
