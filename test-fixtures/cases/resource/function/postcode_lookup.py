"""Finds the town of a postcode in a sorted text file."""


def town_of(postcode, register):
    entries = open(register, encoding="utf-8")  # leak: resource
    for entry in entries:
        code, town = entry.rstrip().split(" ", 1)
        if code == postcode:
            return town
        if code > postcode:
            break
    return None


def scenario(tmp):
    register = tmp / "postcodes.txt"
    register.write_text("1010 Wien\n4020 Linz\n5020 Salzburg\n8010 Graz\n")
    for postcode in ("4020", "5000"):
        print(postcode, town_of(postcode, register))
