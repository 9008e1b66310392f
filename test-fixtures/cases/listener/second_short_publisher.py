"""Publisher and listener live together."""


class Button:
    def __init__(self):
        self.handlers = []

    def on_click(self, handler):
        self.handlers.append(handler)

    def click(self):
        for handler in self.handlers:
            handler()


def dialog(clicks):
    counted = []
    button = Button()
    button.on_click(lambda: counted.append(1))
    for _ in range(clicks):
        button.click()
    return len(counted)


def scenario(tmp):
    print(dialog(3))
