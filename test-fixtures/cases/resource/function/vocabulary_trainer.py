"""Draws cards from a vocabulary file; the file is optional and a small list is built in."""
import io
import sys

BUILT_IN = "dog;Hund\ncat;Katze\n"


def draw(path=None, out=None):
    cards = None
    try:
        cards = open(path, encoding="utf-8") if path is not None else None
        lines = cards if cards is not None else io.StringIO(BUILT_IN)
        for line in lines:
            question, answer = line.strip().split(";")
            print(question, "?", answer, file=out or sys.stdout)
    finally:
        if cards is not None:
            cards.close()


def scenario(tmp):
    own = tmp / "cards"
    own.write_text("tree;Baum\n")
    draw()
    draw(own)
