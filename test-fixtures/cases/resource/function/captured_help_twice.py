"""Saves the help texts of the commands for the manual."""
import contextlib
import pprint

COMMANDS = {"push": {"-f": "force"}, "pull": {"-r": "rebase"}}


def save_help(folder):
    for command, options in COMMANDS.items():
        with open(folder / f"{command}.txt", "w") as page, contextlib.redirect_stdout(page):
            print("usage:", command, "[options]")
            pprint.pprint(options)


def scenario(tmp):
    save_help(tmp)
    print((tmp / "pull.txt").read_text())
