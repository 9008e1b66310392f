"""An atlas whose sheets are opened by a factory."""


def open_sheet(folder, name, mode="r"):
    path = folder / f"{name}.sheet"
    if mode == "w":
        path.touch()
    sheet = open(path, mode)
    return sheet


def draw(folder, name, places):
    with open_sheet(folder, name, "w") as sheet:
        for place, (x, y) in places.items():
            print(place, x, y, file=sheet)


def places(folder, name):
    sheet = open_sheet(folder, name)
    try:
        return {line.split()[0] for line in sheet}
    finally:
        sheet.close()


def scenario(tmp):
    draw(tmp, "north", {"Oslo": (1, 2), "Bergen": (0, 2)})
    print(sorted(places(tmp, "north")))
