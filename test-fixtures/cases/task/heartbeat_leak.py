"""Sends heartbeats while a device is connected."""
import threading


class Connection:
    def __init__(self, device):
        self.device = device
        self.sent = 0
        self._closed = threading.Event()
        self._beat = threading.Thread(target=self._heartbeat, daemon=True)
        self._beat.start()

    def _heartbeat(self):
        while not self._closed.wait(0.01):
            self.sent += 1

    def send(self, text):
        self.sent += 1
        return f"{self.device} <- {text}"

    def close(self):
        self._closed.set()
        self._beat.join()


def greet(device):
    connection = Connection(device)  # leak: task
    return connection.send("hello")


def say_goodbye(device):
    connection = Connection(device)
    try:
        return connection.send("goodbye")
    finally:
        connection.close()


def scenario(tmp):
    print(greet("lamp"))
    print(say_goodbye("lamp"))
