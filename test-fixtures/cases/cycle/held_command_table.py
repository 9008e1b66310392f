"""Commands of a text adventure, dispatched by name."""


class Game:
    def __init__(self):
        self.room = "hall"
        self.bag = []
        self.commands = {  # leak: cycle #1
            "go": self.go,  # leak: cycle #1
            "take": self.take,  # leak: cycle #1
        }

    def go(self, where):
        self.room = where
        return f"you are in the {where}"

    def take(self, what):
        self.bag.append(what)
        return f"taken: {what}"

    def play(self, lines):
        answers = []
        for line in lines:
            verb, noun = line.split()
            command = self.commands.get(verb)
            answers.append(command(noun) if command else "what?")
        return answers


def scenario(tmp):
    print(Game().play(["go cellar", "take lamp", "eat lamp"]))
