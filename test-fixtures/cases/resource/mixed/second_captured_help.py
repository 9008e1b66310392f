"""Keep what a command prints in a file."""
from contextlib import redirect_stdout


def show_help(commands):
    for name, text in sorted(commands.items()):
        print(f"{name:8}{text}")


def save_help(commands, path):
    with redirect_stdout(open(path, "w")):  # leak: resource
        show_help(commands)


def scenario(tmp):
    save_help({"push": "send", "pull": "fetch"}, tmp / "help")
    print((tmp / "help").exists())
