"""Gives the lines of a list of names without the blanks around them."""


def names(path):
    return (line.strip() for line in open(path) if line.strip())  # leak: resource


def scenario(tmp):
    (tmp / "names").write_text("ann \n\n bo\n")
    print(list(names(tmp / "names")))
