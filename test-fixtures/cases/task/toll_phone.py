"""Names the toll to whoever asks; a last call of its own ends the service."""
import socket
import threading


class Toll:
    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.open = True
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self):
        while self.open:
            caller, _ = self.server.accept()
            with caller:
                caller.sendall(b"2 pence")

    def ask(self):
        with socket.create_connection(self.server.getsockname()) as caller:
            return caller.recv(16)

    def close(self):
        self.open = False
        self.ask()
        self.thread.join()
        self.server.close()


def scenario(tmp):
    toll = Toll()
    try:
        print(toll.ask())
    finally:
        toll.close()
