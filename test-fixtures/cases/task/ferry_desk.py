"""Tells callers when the ferry leaves, until the desk is closed."""
import socket
import threading


class Desk:
    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open = True
        self._clerk = threading.Thread(target=self._serve)
        self._clerk.start()

    @property
    def address(self):
        return self._socket.getsockname()

    def _serve(self):
        while self._open:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.sendall(b"at noon")

    def close(self):
        self._open = False
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._clerk.join()


def scenario(tmp):
    desk = Desk()
    try:
        with socket.create_connection(desk.address) as caller:
            print(caller.recv(16))
    finally:
        desk.close()
