"""Prints a score by voices; a local helper writes the lines."""


def print_score(voices, path):
    out = open(path, "w")  # leak: resource
    lines = 0

    def put(text):
        nonlocal lines
        out.write(text + "\n")
        lines += 1

    for name, notes in voices.items():
        put(f"{name}: {' '.join(notes)}")
    out.flush()
    return lines


def scenario(tmp):
    print(print_score({"alto": "cde", "bass": "gc"}, tmp / "score"), (tmp / "score").read_text().split())
