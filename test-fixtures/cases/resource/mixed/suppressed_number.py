"""Sum up the meters of a house; unreadable meters are skipped."""
from contextlib import suppress


def total(paths):
    energy = 0
    for path in sorted(paths):
        with suppress(ValueError):
            meter = open(path)  # leak: resource
            energy += int(meter.read())
            meter.close()
    return energy


def scenario(tmp):
    for name, text in (("kitchen", "12"), ("cellar", "?"), ("attic", "30")):
        (tmp / name).write_text(text)
    print(total(tmp.iterdir()))
