"""An index of a text collection that survives interruption."""
import atexit
import signal
import threading


class ExitGuard:
    """Mixin: ``emergency`` is called when the program ends in between."""

    _previous = None

    def __enter__(self):
        atexit.register(self.emergency)
        if threading.current_thread() is threading.main_thread():
            self._previous = signal.signal(signal.SIGTERM, self._terminated)
        return self

    def __exit__(self, *exc_info):
        self._disarm()
        self.close()

    def _disarm(self):
        atexit.unregister(self.emergency)
        previous, self._previous = self._previous, None
        if previous is not None:
            signal.signal(signal.SIGTERM, previous)

    def _terminated(self, number, frame):
        self.emergency()
        raise SystemExit(128 + number)

    def emergency(self):
        raise NotImplementedError

    def close(self):
        pass


class TextIndex(ExitGuard):
    def __init__(self, path):
        self.path = path
        self.words = {}

    def add(self, name, text):
        for position, word in enumerate(text.casefold().split()):
            self.words.setdefault(word, []).append(f"{name}:{position}")

    def _write(self, path):
        lines = [f"{word} {' '.join(places)}" for word, places in sorted(self.words.items())]
        path.write_text("\n".join(lines), encoding="utf-8")

    def emergency(self):
        self._write(self.path.with_suffix(".rescue"))

    def close(self):
        self._write(self.path)


def build(path, texts):
    with TextIndex(path) as index:
        for name, text in texts.items():
            index.add(name, text)
    return path.read_text(encoding="utf-8").splitlines()


def scenario(tmp):
    print(build(tmp / "words.idx", {"a": "To be or", "b": "not to be"}))
    print(build(tmp / "none.idx", {}), sorted(path.name for path in tmp.iterdir()))
