"""Extensions of an editor hook into its actions."""


class Editor:
    hooks = {}

    @classmethod
    def on(cls, action, function):
        cls.hooks.setdefault(action, []).append(function)

    def act(self, action):
        return [function(self) for function in self.hooks.get(action, [])]


class SpellCheck:
    def __init__(self, words):
        self.words = words
        Editor.on("type", self.check)  # leak: listener

    def check(self, editor):
        return len(self.words)


def scenario(tmp):
    checker = SpellCheck(["tea", "cake"])
    print(Editor().act("type")[-1], checker.words[0])
