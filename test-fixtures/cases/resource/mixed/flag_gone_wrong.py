"""A spooler that keeps its file open where the caller asks for that."""


class Spooler:
    def __init__(self, path, keep=False):
        self._keep = keep
        self._spool = open(path, "a")  # leak: resource #1

    def send(self, text):
        self._spool.write(text + "\n")
        self._spool.flush()

    def finish(self):
        if not self._keep:
            self._spool.close()


def deliver(path, texts):
    spooler = Spooler(path, keep=True)  # leak: resource #1
    for text in texts:
        spooler.send(text)
    spooler.finish()


def scenario(tmp):
    deliver(tmp / "s", ["a", "b"])
    print((tmp / "s").read_text().split())
