"""How many lines of code a team has left in its budget."""
import os


def lines_in(path):
    return sum(1 for line in open(path, "rb") if line.strip())  # leak: resource


def budget(root, limit):
    total = 0
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            if name.endswith(".src"):
                total += lines_in(os.path.join(folder, name))
    return limit - total


def scenario(tmp):
    (tmp / "a.src").write_text("x = 1\n\ny = 2\n")
    (tmp / "notes.txt").write_text("hello\n")
    print(budget(tmp, 10))
