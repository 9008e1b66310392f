"""Autosave of drafts, every few moments, while the author is typing."""
import threading


class Draft:
    def __init__(self, path):
        self.path = path
        self.text = ""
        self.dirty = False

    def type(self, text):
        self.text += text
        self.dirty = True

    def save(self):
        if self.dirty:
            self.path.write_text(self.text)
            self.dirty = False


class Autosave:
    def __init__(self, draft, seconds=0.03):
        self.draft = draft
        self.seconds = seconds
        self.rounds = 0
        self._timer = threading.Timer(seconds, self._round)  # leak: task #1
        self._timer.daemon = True

    def start(self):
        self._timer.start()  # leak: task #1

    def _round(self):
        self.rounds += 1
        following = threading.Timer(self.seconds, self._round)  # leak: task #1
        following.daemon = True
        following.start()  # leak: task #1
        if self.rounds % 2:
            self.draft.save()

    def stop(self):
        timer, self._timer = self._timer, None
        timer.cancel()
        timer.join()
        self.draft.dirty = False


def write(path, words):
    draft = Draft(path)
    autosave = Autosave(draft)
    autosave.start()
    try:
        for word in words:
            draft.type(word + " ")
            threading.Event().wait(0.02)
        draft.save()
    finally:
        autosave.stop()
    return path.read_text().strip()


def scenario(tmp):
    path = tmp / "draft.txt"
    print(write(path, ["call", "me", "Ishmael"]))
