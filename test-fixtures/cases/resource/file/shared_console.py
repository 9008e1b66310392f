"""All windows write to one console file, which the last one closes."""


class Window:
    _console = None
    _users = 0

    def __init__(self, title, path):
        cls = type(self)
        if cls._users == 0:
            cls._console = open(path, "a")
        cls._users += 1
        self.title = title

    def say(self, text):
        self._console.write(f"[{self.title}] {text}\n")

    def leave(self):
        cls = type(self)
        cls._users -= 1
        if cls._users == 0:
            cls._console.close()
            cls._console = None


def scenario(tmp):
    one, two = Window("one", tmp / "console"), Window("two", tmp / "console")
    one.say("hello")
    one.leave()
    two.say("bye")
    two.leave()
    print((tmp / "console").read_text())
