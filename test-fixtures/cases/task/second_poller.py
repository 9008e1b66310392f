"""Polls a source in the background."""
import threading
import time


class Poller:
    def __init__(self, source):
        self.source = source
        self.latest = None

    def start(self):
        threading.Thread(target=self._poll, daemon=True).start()  # leak: task

    def _poll(self):
        while True:
            self.latest = self.source()
            time.sleep(0.01)


def scenario(tmp):
    poller = Poller(lambda: 4)
    poller.start()
    time.sleep(0.05)
    print(poller.latest)
