"""Verifies the parts of an archive in parallel, with a pool that is only made when it pays."""
import hashlib
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path


class Serial:
    def submit(self, function, *args):
        outcome = SerialOutcome()
        outcome.value = function(*args)
        return outcome


class SerialOutcome:
    value = None

    def result(self):
        return self.value


class Checker:
    threshold = 3

    def __init__(self, folder: Path):
        self.folder = folder
        self._cleanup = ExitStack()
        self._pool = None

    def _executor(self, jobs):
        if jobs < self.threshold:
            return Serial()
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=min(jobs, 4))
            self._cleanup.callback(self._pool.shutdown)
        return self._pool

    @staticmethod
    def _digest(path):
        return path.name, hashlib.sha256(path.read_bytes()).hexdigest()[:8]

    def check(self):
        parts = sorted(self.folder.glob("*.part"))
        executor = self._executor(len(parts))
        futures = [executor.submit(self._digest, part) for part in parts]
        if executor is self._pool:
            futures = as_completed(futures)
        return dict(sorted(future.result() for future in futures))

    def close(self):
        self._cleanup.close()
        self._pool = None


def verify(folder):
    checker = Checker(folder)
    try:
        return checker.check()
    finally:
        checker.close()


def scenario(tmp):
    for number in range(2):
        (tmp / f"{number}.part").write_text("x" * number)
    print(verify(tmp))
    for number in range(2, 6):
        (tmp / f"{number}.part").write_text("x" * number)
    print(verify(tmp))
