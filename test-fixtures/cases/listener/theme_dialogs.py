"""Dialogs follow the colours of the desktop."""


class Themes:
    def __init__(self):
        self._followers = []
        self.name = "light"

    def follow(self, function):
        self._followers.append(function)

    def unfollow(self, function):
        self._followers.remove(function)

    def switch(self, name):
        self.name = name
        for function in list(self._followers):
            function(name)


themes = Themes()


class Dialog:
    def __init__(self, title):
        self.title = title
        self.colour = themes.name
        self.is_open = True
        themes.follow(lambda name: setattr(self, "colour", name))  # leak: listener

    def close(self):
        self.is_open = False


def ask(question):
    dialog = Dialog(question)
    themes.switch("dark")
    colour = dialog.colour
    dialog.close()
    themes.switch("light")
    return colour


def scenario(tmp):
    print(ask("Really?"))
