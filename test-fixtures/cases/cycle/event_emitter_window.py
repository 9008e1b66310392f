"""A window that listens to its own buttons."""


class Button:
    def __init__(self, label):
        self.label = label
        self.handlers = []

    def connect(self, handler):
        self.handlers.append(handler)  # leak: cycle #1

    def click(self):
        for handler in self.handlers:
            handler(self)


class Dialog:
    def __init__(self):
        self.answer = None
        self.ok = Button("ok")
        self.cancel = Button("cancel")
        self.ok.connect(self.finish)  # leak: cycle #1
        self.cancel.connect(lambda button: self.finish(button))  # leak: cycle #1

    def finish(self, button):
        self.answer = button.label


def scenario(tmp):
    dialog = Dialog()
    dialog.cancel.click()
    print(dialog.answer)
