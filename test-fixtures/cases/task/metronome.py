"""A metronome that re-arms its timer until it is stopped."""
import threading


class Metronome:
    def __init__(self, interval):
        self.interval = interval
        self.beats = 0
        self._timer = None

    def start(self):
        self._timer = threading.Timer(self.interval, self._beat)
        self._timer.daemon = True
        self._timer.start()

    def _beat(self):
        self.beats += 1
        self.start()

    def stop(self):
        self._timer.cancel()
        self._timer.join()
        self._timer = None


def practise(bars):
    metronome = Metronome(10.0)
    metronome.start()
    played = bars * 4
    metronome.stop()
    return f"{played} beats"


def scenario(tmp):
    print(practise(2))
    print(practise(3))
