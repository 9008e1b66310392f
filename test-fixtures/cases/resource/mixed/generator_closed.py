"""Lines of a file, lazily; the caller closes the generator."""
from contextlib import closing


def lines(path):
    with open(path) as source:
        for line in source:
            yield line.strip()


def first(path, prefix):
    with closing(lines(path)) as candidates:
        for line in candidates:
            if line.startswith(prefix):
                return line
    return None


def scenario(tmp):
    (tmp / "w").write_text("apple\npear\nplum\n")
    print(first(tmp / "w", "p"), first(tmp / "w", "x"))
