"""Undo and redo of a text editor as a chain of states."""


class State:
    def __init__(self, text):
        self.text = text
        self.before = None
        self.after = None


class History:
    def __init__(self, text=""):
        self.current = State(text)

    def change(self, text):
        state = State(text)
        state.before = self.current  # leak: cycle #1
        self.current.after = state  # leak: cycle #1
        self.current = state

    def undo(self):
        if self.current.before is not None:
            self.current = self.current.before
        return self.current.text

    def redo(self):
        if self.current.after is not None:
            self.current = self.current.after
        return self.current.text


def scenario(tmp):
    history = History("a")
    history.change("ab")
    history.change("abc")
    print(history.undo(), history.undo(), history.redo())
