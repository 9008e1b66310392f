"""Counts birds per species, one tally file for each."""


def tally(sightings, folder):
    sheets = {}
    for species in sightings:
        sheet = sheets.get(species)
        if sheet is None:
            sheet = open(folder / species, "w")  # leak: resource
            sheets[species] = sheet
        sheet.write("|")
    for sheet in sheets.values():
        sheet.flush()
    return len(sheets)


def scenario(tmp):
    print(tally(["owl", "jay", "owl"], tmp), (tmp / "owl").read_text())
