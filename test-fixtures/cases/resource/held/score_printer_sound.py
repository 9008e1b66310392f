"""Prints a score by voices; local helpers write the lines and end the file."""


def print_score(voices, path):
    out = open(path, "w")

    def put(text):
        out.write(text + "\n")

    def finish():
        put("fine")
        out.close()

    try:
        for name, notes in voices.items():
            put(f"{name}: {' '.join(notes)}")
    finally:
        finish()


def writer_to(path):
    out = open(path, "a")

    def write(text):
        out.write(text)
        out.close()

    return write


def sorted_by(path, names):
    order = open(path)
    ranks = [line.strip() for line in order]
    try:
        return sorted(names, key=lambda name: (ranks.index(name), order.name))
    finally:
        order.close()


def scenario(tmp):
    print_score({"alto": "cde", "bass": "gc"}, tmp / "score")
    writer_to(tmp / "score")("da capo")
    (tmp / "order").write_text("b\na\n")
    print((tmp / "score").read_text().split(), sorted_by(tmp / "order", ["a", "b"]))
