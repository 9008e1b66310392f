"""wc -l for a file, or for standard input when the name is a dash."""
import io
import sys


def count_lines(name):
    stream = sys.stdin if name == "-" else open(name)
    try:
        return sum(1 for _ in stream)
    finally:
        if stream is not sys.stdin:
            stream.close()


def scenario(tmp):
    notes = tmp / "notes"
    notes.write_text("a\nb\n")
    keep, sys.stdin = sys.stdin, io.StringIO("x\ny\nz\n")
    try:
        print(count_lines(str(notes)), count_lines("-"))
    finally:
        sys.stdin = keep
