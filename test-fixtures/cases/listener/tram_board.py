"""A board at a tram stop, fed by several lines while it is lit."""
import contextlib
import functools


class Trams:
    def __init__(self):
        self._handlers = {}

    def on(self, line, handler):
        self._handlers.setdefault(line, []).append(handler)

    def off(self, line, handler):
        handlers = self._handlers[line]
        if handler in handlers:
            handlers.remove(handler)

    def arrive(self, line, minutes):
        for handler in list(self._handlers.get(line, ())):
            handler(minutes)


trams = Trams()


class Board:
    def __init__(self, lines):
        self.rows = {}
        self._undo = contextlib.ExitStack()
        for line in lines:
            self._show(line, self._row)

    def _show(self, line, handler):
        trams.on(line, functools.partial(handler, line))  # leak: listener
        self._undo.callback(trams.off, line, handler)

    def _row(self, line, minutes):
        self.rows[line] = minutes

    def close(self):
        self._undo.close()


def scenario(tmp):
    board = Board([4, 9])
    trams.arrive(4, 2)
    board.close()
    print(board.rows)
