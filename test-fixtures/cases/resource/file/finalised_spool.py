"""A spool file that closes itself when its owner is gone."""
import weakref


class Spool:
    def __init__(self, path):
        stream = open(path, "w+")
        self._stream = stream
        self._finalizer = weakref.finalize(self, stream.close)

    def put(self, job):
        self._stream.write(job + "\n")

    def jobs(self):
        self._stream.seek(0)
        return self._stream.read().split()


def spool_all(path, jobs):
    spool = Spool(path)
    for job in jobs:
        spool.put(job)
    return spool.jobs()


def scenario(tmp):
    print(spool_all(tmp / "spool", ["letter", "invoice"]))
