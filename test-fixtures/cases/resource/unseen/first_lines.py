"""The first line of the first of several files."""
import fileinput


def first_line(*paths):
    lines = fileinput.FileInput(paths)  # leak: resource
    for line in lines:
        return line.strip()
    return None


def scenario(tmp):
    (tmp / "a").write_text("one\ntwo\n")
    print(first_line(tmp / "a"))
