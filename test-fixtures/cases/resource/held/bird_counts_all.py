"""Counts birds per species, one tally file for each, and closes the files by name at the end."""


def tally(sightings, folder):
    sheets = {}
    for species in sightings:
        if species not in sheets:
            sheets[species] = open(folder / species, "w")
        sheets[species].write("|")
    for species in sorted(sheets):
        sheets[species].close()
    return len(sheets)


def tally_twice(sightings, folder):
    sheets = {name: open(folder / name, "a") for name in set(sightings)}
    try:
        for name in sightings:
            sheets[name].write("+")
    finally:
        for name, sheet in sheets.items():
            if sheet is not None:
                sheet.close()
    return sorted(sheets)


def scenario(tmp):
    print(tally(["owl", "jay", "owl"], tmp), tally_twice(["owl", "jay"], tmp), (tmp / "owl").read_text())
