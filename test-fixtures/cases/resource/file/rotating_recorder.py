"""Records samples into a new file every few samples."""


class Recorder:
    PER_FILE = 2

    def __init__(self, folder):
        self.folder = folder
        self.taken = 0
        self.tape = None
        self._next_tape()

    def _next_tape(self):
        self.tape = open(self.folder / f"tape-{self.taken}", "w")  # leak: resource

    def take(self, sample):
        if self.taken and self.taken % self.PER_FILE == 0:
            self._next_tape()
        self.tape.write(f"{sample}\n")
        self.taken += 1

    def close(self):
        self.tape.close()


def scenario(tmp):
    recorder = Recorder(tmp)
    try:
        for sample in (3, 1, 4, 1, 5):
            recorder.take(sample)
    finally:
        recorder.close()
    print(sorted(path.name for path in tmp.iterdir()))
