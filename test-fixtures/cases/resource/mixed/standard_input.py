"""Count words of a file, or of standard input where the name is a dash."""
import sys


def count(name):
    source = sys.stdin if name == "-" else open(name)
    try:
        return sum(len(line.split()) for line in source)
    finally:
        if source is not sys.stdin:
            source.close()


def scenario(tmp):
    (tmp / "text").write_text("one two\nthree\n")
    print(count(tmp / "text"))
