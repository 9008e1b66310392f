"""Runs a chatty step with its output in a file."""
import sys


def quietly(step, path):
    saved = sys.stdout
    sys.stdout = open(path, "w")
    try:
        return step()
    finally:
        sys.stdout.close()
        sys.stdout = saved


def noisily(step, path):
    saved, sys.stderr = sys.stderr, open(path, "w")  # leak: resource
    try:
        return step()
    finally:
        sys.stderr.flush()
        sys.stderr = saved


def scenario(tmp):
    print(quietly(lambda: print("loud") or 3, tmp / "out"), (tmp / "out").read_text())
    print(noisily(lambda: print("warn", file=sys.stderr) or 4, tmp / "err"), (tmp / "err").read_text())
