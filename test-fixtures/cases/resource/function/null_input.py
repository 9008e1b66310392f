"""A service has no input: standard input reads as empty for the rest of the process."""
import os
import sys

sys.stdin = open(os.devnull)


def ask(question, default):
    return sys.stdin.readline().strip() or f"{question} {default}"


def scenario(tmp):
    print(ask("colour?", "blue"), ask("size?", "m"))
