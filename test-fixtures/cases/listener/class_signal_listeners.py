"""A button class with signals."""


class Signal:
    def __init__(self):
        self.slots = []

    def connect(self, slot):
        self.slots.append(slot)

    def disconnect(self, slot):
        self.slots.remove(slot)

    def emit(self, *args):
        for slot in list(self.slots):
            slot(*args)


class Button:
    clicked = Signal()

    def click(self):
        Button.clicked.emit(self)


class Statistics:
    def __init__(self):
        self.clicks = 0
        Button.clicked.connect(self.on_click)  # leak: listener

    def on_click(self, button):
        self.clicks += 1


class Logger:
    def __enter__(self):
        self.lines = []
        Button.clicked.connect(self.on_click)
        return self

    def __exit__(self, *exc_info):
        Button.clicked.disconnect(self.on_click)

    def on_click(self, button):
        self.lines.append("click")


def scenario(tmp):
    statistics = Statistics()
    with Logger() as logger:
        Button().click()
    print(statistics.clicks, logger.lines)
