"""Saves the help text of a command for the manual."""
import contextlib
import pprint

OPTIONS = {"-v": "be verbose", "-q": "be quiet"}


def save_help(path):
    with contextlib.redirect_stdout(open(path, "w")):  # leak: resource
        print("usage: tool [options]")
        pprint.pprint(OPTIONS)
    return path.name


def scenario(tmp):
    print(save_help(tmp / "help.txt"))
    print((tmp / "help.txt").read_text())
