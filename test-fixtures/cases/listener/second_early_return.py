"""A wizard listens while it runs; cancelling skips the removal."""


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

    def on_key(key):
        pressed.append(key)

    keyboard.subscribe(on_key)  # leak: listener
    for answer in answers:
        if answer == "cancel":
            return None
        for listener in list(keyboard.listeners):
            listener(answer)
    keyboard.unsubscribe(on_key)
    return len(pressed)


def scenario(tmp):
    wizard(["cancel"])
    print(wizard(["cancel"]))
