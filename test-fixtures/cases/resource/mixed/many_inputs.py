"""Number the lines of several files."""
import fileinput


def numbered(paths):
    with fileinput.input(files=paths, encoding="utf-8") as lines:
        return [f"{lines.filelineno()}:{line.strip()}" for line in lines]


def scenario(tmp):
    (tmp / "a").write_text("x\ny\n")
    (tmp / "b").write_text("z\n")
    print(numbered([tmp / "a", tmp / "b"]))
