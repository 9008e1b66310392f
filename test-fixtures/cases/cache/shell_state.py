"""A command line that remembers what was typed."""
import dataclasses
import shlex


@dataclasses.dataclass
class State:
    prompt: str = "> "
    lines: list = dataclasses.field(default_factory=list)  # leak: cache #1
    variables: dict = dataclasses.field(default_factory=dict)


state = State()


def do_set(name, value):
    state.variables[name] = value
    return f"{name} is {value}"


def do_show(name):
    return state.variables.get(name, "unset")


COMMANDS = {"set": do_set, "show": do_show}


def execute(line):
    state.lines.append(line)  # leak: cache #1
    word, *arguments = shlex.split(line)
    command = COMMANDS.get(word)
    return "what?" if command is None else command(*arguments)


def scenario(tmp):
    for line in ("set colour blue", "show colour", "dance"):
        print(state.prompt + execute(line))
