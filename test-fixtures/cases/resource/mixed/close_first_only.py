"""Compare readings of several instruments line by line."""


def spread(paths):
    instruments = [open(path) for path in paths]  # leak: resource
    widest = 0
    for readings in zip(*instruments):
        values = [int(reading) for reading in readings]
        widest = max(widest, max(values) - min(values))
    instruments[0].close()
    return widest


def scenario(tmp):
    for name, text in (("a", "1\n5\n"), ("b", "2\n9\n"), ("c", "1\n1\n")):
        (tmp / name).write_text(text)
    print(spread([tmp / "a", tmp / "b", tmp / "c"]))
