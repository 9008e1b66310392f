"""Asks the shell for a variable, in the old way."""
import os


def ask_shell(expression):
    answer = os.popen(f"echo {expression}")  # leak: resource
    return answer.readline().strip()


def scenario(tmp):
    print(ask_shell("$((6 * 7))"))
