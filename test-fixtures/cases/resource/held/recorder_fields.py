"""Records two channels; the recording is a data class."""
import os
from dataclasses import dataclass, field


@dataclass
class Recording:
    path: os.PathLike
    left: object = None
    right: object = None

    def __post_init__(self):
        self.left = open(self.path.with_suffix(".l"), "w")
        self.right = open(self.path.with_suffix(".r"), "w")  # leak: resource

    def put(self, left, right):
        self.left.write(left)
        self.right.write(right)

    def close(self):
        self.left.close()
        self.right.flush()


@dataclass
class Notes:
    path: os.PathLike
    out: object = field(init=False)

    def __post_init__(self):
        self.out = open(self.path, "w")

    def close(self):
        self.out.close()


def scenario(tmp):
    recording = Recording(tmp / "song")
    recording.put("la", "lo")
    recording.close()
    notes = Notes(tmp / "notes")
    notes.close()
    print((tmp / "song.r").read_text())
