"""Files names under their first letters, one file for each letter."""


def file_by_initial(names, folder):
    drawers = {}
    for name in names:
        initial = name[0].upper()
        if initial not in drawers:
            drawers[initial] = open(folder / initial, "a")  # leak: resource
        drawers[initial].write(name + "\n")
    for drawer in drawers.values():
        drawer.flush()
    return sorted(drawers)


def scenario(tmp):
    print(file_by_initial(["ann", "bo", "arthur"], tmp), (tmp / "A").read_text().split())
