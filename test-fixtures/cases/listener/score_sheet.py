"""Score sheets of a bowling alley are told of each throw, until the game is settled."""


class Alley:
    def __init__(self):
        self._sheets = []

    def join(self, sheet):
        self._sheets.append(sheet)

    def leave(self, sheet):
        self._sheets.remove(sheet)

    def throw(self, pins):
        for sheet in list(self._sheets):
            sheet.note(pins)


alley = Alley()


class Sheet:
    def __init__(self):
        self.pins = []
        self.settled = 0
        alley.join(self)

    def note(self, pins):
        self.pins.append(pins)

    def settle(self):
        if len(self.pins) < 3:
            return False
        self.settled = sum(self.pins)
        alley.leave(self)
        return True


def play():
    sheet = Sheet()
    throw = 0
    while not sheet.settle():
        throw += 2
        alley.throw(throw)
    return sheet.settled


def scenario(tmp):
    print(play())
