"""Commands of a robot, registered by a plain function while the module loads."""
import itertools

COMMANDS = {}
HELP = []
_n = itertools.count()


def command(name, action, help_text=""):
    COMMANDS[name] = action
    HELP.append(f"{name}: {help_text}")


def _turn(angle):
    return f"turn {angle % 360}"


command("turn", _turn, "turn by an angle")
command("stop", lambda _: "stop")
for _direction in ("left", "right"):
    command(_direction, lambda _, where=_direction: where)


def run(line):
    name, _, argument = line.partition(" ")
    return COMMANDS[name](int(argument or 0))


def scenario(tmp):
    print(run(f"turn {next(_n) * 360 + 90}"), run("left"), len(HELP))
