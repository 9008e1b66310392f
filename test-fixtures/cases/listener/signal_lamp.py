"""Lamps in a switchboard; closed ones are taken off the board."""


class Board:
    def __init__(self):
        self.slots = []

    def connect(self, slot):
        self.slots.append(slot)

    def disconnect(self, slot):
        self.slots = [known for known in self.slots if known is not slot]

    def flash(self):
        for slot in self.slots:
            slot()


board = Board()


class Lamp:
    def __init__(self):
        self.flashes = 0
        board.connect(self.flash)  # leak: listener #1

    def flash(self):
        self.flashes += 1

    def close(self):
        board.disconnect(self.flash)  # leak: listener #1


def scenario(tmp):
    lamp = Lamp()
    board.flash()
    lamp.close()
    print(lamp.flashes)
