"""Scans radio channels until told otherwise; a new scan replaces the old one."""
import threading
import time


class Scanner:
    def __init__(self):
        self._thread = None
        self.channel = 0

    def scan(self, start):
        self.channel = start
        self._thread = threading.Thread(target=self._scan, daemon=True)  # leak: task #1
        self._thread.start()  # leak: task #1

    def _scan(self):
        for step in _steps():
            self.channel += step
            time.sleep(0.01)


def _steps():
    while True:
        yield 1


def scenario(tmp):
    scanner = Scanner()
    scanner.scan(88)
    scanner.scan(95)
    print(scanner.channel >= 95)
