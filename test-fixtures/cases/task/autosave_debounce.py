"""Saves a draft when nobody has typed for a while."""
import threading


class Draft:
    def __init__(self, path):
        self.path = path
        self.text = ""
        self._pending = None

    def type(self, text):
        self.text += text
        self._pending = threading.Timer(30.0, self.save)  # leak: task #1
        self._pending.daemon = True
        self._pending.start()  # leak: task #1

    def save(self):
        self.path.write_text(self.text)

    def close(self):
        if self._pending is not None:
            self._pending.cancel()
        self.save()


def scenario(tmp):
    draft = Draft(tmp / "draft.txt")
    for word in ("dear", " ", "reader"):
        draft.type(word)
    draft.close()
    print((tmp / "draft.txt").read_text())
