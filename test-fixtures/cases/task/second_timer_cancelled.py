"""A debouncer that cancels the earlier timer."""
import threading


class Debouncer:
    def __init__(self, action):
        self.action = action
        self._timer = None

    def touch(self):
        self.close()
        self._timer = threading.Timer(30, self.action)
        self._timer.start()

    def close(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            timer.join()


def scenario(tmp):
    debouncer = Debouncer(lambda: None)
    for _ in range(3):
        debouncer.touch()
    debouncer.close()
    print("done")
