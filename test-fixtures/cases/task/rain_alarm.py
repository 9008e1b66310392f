"""Warns of rain: the alarm checks a flag that nothing can reach while it waits for the next drop."""
import queue
import threading


class RainAlarm:
    def __init__(self):
        self._drops = queue.Queue()
        self._on = True
        self.count = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)  # leak: task #1
        self._thread.start()  # leak: task #1

    def _listen(self):
        while self._on:
            self._drops.get()
            self.count += 1
            self._drops.task_done()

    def drop(self):
        self._drops.put(1)

    def close(self):
        self._drops.join()
        self._on = False


def scenario(tmp):
    alarm = RainAlarm()
    for _ in range(3):
        alarm.drop()
    alarm.close()
    print(alarm.count)
