"""Scratch directories for a video converter."""
import atexit
import functools
import itertools
import shutil

_area = itertools.count(1)


def remove_tree(path):
    shutil.rmtree(path, ignore_errors=True)


class ScratchArea:
    """A directory that is gone after use, and at the latest when the program ends."""

    def __init__(self, parent):
        self.path = parent / f"scratch{next(_area)}"

    def __enter__(self):
        self.path.mkdir()
        atexit.register(functools.partial(remove_tree, self.path))  # leak: listener #1
        return self

    def file(self, name):
        return self.path / name

    def __exit__(self, kind, problem, traceback):
        try:
            remove_tree(self.path)
        finally:
            atexit.unregister(remove_tree)  # leak: listener #1


class Converter:
    codecs = {"avi": "mpeg4", "webm": "vp9"}

    def __init__(self, parent):
        self.parent = parent

    def convert(self, name, frames):
        suffix = name.rpartition(".")[2]
        codec = self.codecs.get(suffix)
        if codec is None:
            raise ValueError(f"no codec for {suffix}")
        with ScratchArea(self.parent) as area:
            for number, frame in enumerate(frames):
                area.file(f"{number:04}.raw").write_bytes(bytes(frame))
            sizes = [path.stat().st_size for path in sorted(area.path.iterdir())]
        return f"{name}: {codec} {sum(sizes)} bytes in {len(sizes)} frames"


def scenario(tmp):
    converter = Converter(tmp)
    print(converter.convert("holiday.webm", [[1, 2, 3], [4]]))
    try:
        converter.convert("holiday.mov", [])
    except ValueError as problem:
        print(problem)
    print(list(tmp.iterdir()))
