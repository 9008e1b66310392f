"""A recorder with a sound and a note track."""


class Recorder:
    def __init__(self, folder, title):
        self.title = title
        self.tracks = {"sound": folder / "sound", "notes": folder / "notes"}

    def __enter__(self):
        self.sound = self.tracks["sound"].open("wb")
        self.notes = self.tracks["notes"].open("w")  # leak: resource
        return self

    def take(self, samples, note):
        self.sound.write(bytes(samples))
        print(note, file=self.notes, flush=True)

    def __exit__(self, kind, error, traceback):
        self.sound.close()
        if kind is not None:
            self.tracks["sound"].unlink()


def scenario(tmp):
    with Recorder(tmp, "take one") as recorder:
        recorder.take([1, 2, 3], "flat")
    print((tmp / "sound").read_bytes(), (tmp / "notes").read_text())
