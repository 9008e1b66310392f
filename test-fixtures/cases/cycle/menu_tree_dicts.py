"""Menu of a web shop as nested dictionaries with a way back up."""


def add(menu, title):
    entry = {"title": title, "parent": menu, "entries": []}  # leak: cycle #1
    menu["entries"].append(entry)  # leak: cycle #1
    return entry


def breadcrumbs(entry):
    parts = []
    while entry is not None:
        parts.append(entry["title"])
        entry = entry["parent"]
    return " > ".join(reversed(parts))


def scenario(tmp):
    root = {"title": "shop", "parent": None, "entries": []}
    shoes = add(root, "shoes")
    print(breadcrumbs(add(shoes, "boots")), len(root["entries"]))
