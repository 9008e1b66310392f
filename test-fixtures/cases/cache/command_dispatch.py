"""A text game whose commands are methods."""
import itertools

_n = itertools.count()


class Game:
    def __init__(self):
        self.notes = {}  # leak: cache #1

    def do_look(self, what):
        return f"you see {what}"

    def do_note(self, title):
        self.notes[title] = ["noted"]  # leak: cache #1
        return "noted"

    def run(self, line):
        word, _, rest = line.partition(" ")
        method = getattr(self, "do_" + word, None)
        return method(rest) if method else "what?"


GAME = Game()


def scenario(tmp):
    print(GAME.run("look door"), GAME.run(f"note clue {next(_n)}"), GAME.run("sing"))
