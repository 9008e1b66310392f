"""A heartbeat with a stop event that nobody sets."""
import threading


class Heartbeat:
    def __init__(self):
        self.beats = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)  # leak: task #1

    def start(self):
        self._thread.start()  # leak: task #1

    def _run(self):
        while not self._stop.is_set():
            self.beats += 1
            self._stop.wait(0.01)

    def count(self):
        return self.beats >= 0


def scenario(tmp):
    heartbeat = Heartbeat()
    heartbeat.start()
    print(heartbeat.count())
