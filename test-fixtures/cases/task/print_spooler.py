"""Prints pages one after the other on an executor that is made when it is needed."""
from concurrent.futures import ThreadPoolExecutor
import threading


class Spooler:
    def __init__(self):
        self._executor = None
        self._gate = threading.Event()

    @property
    def executor(self):
        if self._executor is None:
            self._executor = ThreadPoolExecutor(max_workers=1)
        return self._executor

    def _wait_for_paper(self):
        while not self._gate.is_set():
            self._gate.wait(0.05)

    def start(self):
        self.executor.submit(self._wait_for_paper)  # leak: task

    def pages(self, text):
        return len(text.split("\f"))


def spool(text):
    spooler = Spooler()
    spooler.start()
    return spooler.pages(text)


def scenario(tmp):
    print(spool("one\ftwo"))
