"""Writes lines in the background; whoever uses the writer closes it."""
import queue
import threading


class Writer:
    _END = object()

    def __init__(self, path):
        self._path = path
        self._lines = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def _write(self):
        with open(self._path, "a", encoding="utf-8") as target:
            while True:
                line = self._lines.get()
                if line is self._END:
                    return
                target.write(line + "\n")

    def write(self, line):
        self._lines.put(line)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._lines.put(self._END)
        self._thread.join()


def scenario(tmp):
    with Writer(tmp / "log.txt") as writer:
        writer.write("one")
        writer.write("two")
    print((tmp / "log.txt").read_text().split())
