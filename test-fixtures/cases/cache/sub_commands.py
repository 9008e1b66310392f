"""A command line with sub-commands that are set up when it runs."""

_commands = {}


def add_command(name, function, text):
    _commands[name] = (function, text)


def greet(name="you"):
    return f"hello {name}"


def count(text=""):
    return str(len(text))


def main(argv):
    add_command("greet", greet, "says hello")
    add_command("count", count, "counts letters")
    word, *rest = argv
    if word not in _commands:
        return "\n".join(f"{name}: {text}" for name, (_, text) in sorted(_commands.items()))
    function, _ = _commands[word]
    return function(*rest)


def scenario(tmp):
    print(main(["greet", "Ann"]))
    print(main(["count", "four"]))
    print(main(["help"]))
