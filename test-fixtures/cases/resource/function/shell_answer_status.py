"""Asks the shell for a variable, in the old way, and looks at the exit status."""
import os


def ask_shell(expression):
    answer = os.popen(f"echo {expression}")
    try:
        text = answer.readline().strip()
    finally:
        status = answer.close()
    return text if status is None else None


def scenario(tmp):
    print(ask_shell("$((6 * 7))"))
