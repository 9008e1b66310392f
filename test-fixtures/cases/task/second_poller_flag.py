"""Polls a source until it is told to stop."""
import threading
import time


class Poller:
    def __init__(self, source):
        self.source = source
        self.latest = None
        self._running = True
        self._thread = threading.Thread(target=self._poll)
        self._thread.start()

    def _poll(self):
        while self._running:
            self.latest = self.source()
            time.sleep(0.005)

    def stop(self):
        self._running = False
        self._thread.join()


def scenario(tmp):
    poller = Poller(lambda: 4)
    time.sleep(0.05)
    poller.stop()
    print(poller.latest)
