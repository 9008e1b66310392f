"""Relays the lines of several files as one stream."""


def all_lines(paths):
    for path in paths:
        yield from open(path)  # leak: resource


def longest_line(paths):
    return max(all_lines(paths), key=len).strip()


def scenario(tmp):
    (tmp / "a").write_text("short\n")
    (tmp / "b").write_text("rather long\n")
    print(longest_line([tmp / "a", tmp / "b"]))
