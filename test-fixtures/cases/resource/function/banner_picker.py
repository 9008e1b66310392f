"""Shows the banner of the day if there is one that is not empty."""


def banner(folder, day):
    path = folder / f"{day}.txt"
    if path.exists() and (first := (text := open(path)).readline()):  # leak: resource
        return first.strip() + f" ({len(text.read())} more)"
    return "welcome"


def scenario(tmp):
    (tmp / "monday.txt").write_text("A new week!\nTea at four.\n")
    print(banner(tmp, "monday"), banner(tmp, "friday"))
