"""A debouncer that forgets to cancel the earlier timer."""
import threading


class Debouncer:
    def __init__(self, action):
        self.action = action
        self._timer = None

    def touch(self):
        self._timer = threading.Timer(30, self.action)  # leak: task #1
        self._timer.daemon = True
        self._timer.start()  # leak: task #1

    def close(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()


def scenario(tmp):
    debouncer = Debouncer(lambda: None)
    for _ in range(3):
        debouncer.touch()
    debouncer.close()
    print("done")
