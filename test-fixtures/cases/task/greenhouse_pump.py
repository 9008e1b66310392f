"""A greenhouse pump that switches itself on again and again."""
import threading
from contextlib import contextmanager


class Tank:
    def __init__(self, litres):
        self.litres = litres
        self.changed = threading.Condition()

    def draw(self, litres):
        with self.changed:
            drawn = min(litres, self.litres)
            self.litres -= drawn
            self.changed.notify_all()
            return drawn

    def wait_until(self, litres):
        with self.changed:
            self.changed.wait_for(lambda: self.litres <= litres, timeout=5)


class Pump:
    def __init__(self, tank, period):
        self.tank = tank
        self.period = period
        self._lock = threading.Lock()
        self._pending = None
        self._off = False

    def switch_on(self):
        self._rearm()

    def _rearm(self):
        with self._lock:
            if self._off:
                return
            self._pending = threading.Timer(self.period, self._stroke)
            self._pending.daemon = True
            self._pending.start()

    def _stroke(self):
        self.tank.draw(2)
        self._rearm()

    def switch_off(self):
        with self._lock:
            self._off = True
            pending, self._pending = self._pending, None
        if pending is not None:
            pending.cancel()
            pending.join()


@contextmanager
def watering(tank, period=0.002):
    pump = Pump(tank, period)
    pump.switch_on()
    try:
        yield pump
    finally:
        pump.switch_off()


def scenario(tmp):
    tank = Tank(6)
    with watering(tank):
        tank.wait_until(0)
    print(tank.litres)
