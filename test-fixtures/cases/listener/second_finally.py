"""A wizard listens while it runs, and always stops."""


class Keyboard:
    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)

    def unsubscribe(self, listener):
        self.listeners.remove(listener)


keyboard = Keyboard()


def wizard(answers):
    pressed = []
    keyboard.subscribe(pressed.append)
    try:
        for answer in answers:
            if answer == "cancel":
                return None
            for listener in list(keyboard.listeners):
                listener(answer)
        return len(pressed)
    finally:
        keyboard.unsubscribe(pressed.append)


def scenario(tmp):
    print(wizard(["cancel"]), wizard(["a", "b"]))
