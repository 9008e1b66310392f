"""Reading reports."""


def first_entry(path):
    source = open(path, encoding="utf-8")
    for line in source:
        if line.strip():
            return line
    source.close()
    return None
