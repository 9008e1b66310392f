"""A tiny chat bot: lines that start with a bang are commands."""


class CommandTable(dict):
    def __missing__(self, word):
        return lambda *words: f"unknown command {word}"


class Bot:
    prefix = "!"

    def __init__(self, nick):
        self.nick = nick
        self.seen = {}
        self._commands = CommandTable()
        for attribute in dir(self):
            if attribute.startswith("do_"):
                self._commands[attribute[3:]] = getattr(self, attribute)  # leak: cycle

    def hear(self, who, line):
        self.seen[who] = self.seen.get(who, 0) + 1
        if not line.startswith(self.prefix):
            return None
        word, *words = line[len(self.prefix):].split()
        return self._commands[word](*words)

    def do_help(self, *words):
        return " ".join(sorted(self._commands))

    def do_count(self, *words):
        return ", ".join(f"{who}:{self.seen.get(who, 0)}" for who in words)


class DiceBot(Bot):
    def do_roll(self, sides="6", *words):
        return f"{self.nick} rolls {int(sides) // 2 + 1}"


def transcript(bot, lines):
    for who, line in lines:
        answer = bot.hear(who, line)
        if answer is not None:
            yield f"<{bot.nick}> {answer}"


def scenario(tmp):
    lines = [("eve", "hello"), ("eve", "!count eve max"), ("max", "!roll 20"), ("max", "!help")]
    print(list(transcript(Bot("helper"), lines)))
    print(list(transcript(DiceBot("dicer"), lines)))
