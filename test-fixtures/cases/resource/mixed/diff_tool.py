"""The first line in which two configuration files differ."""


def first_difference(old, new):
    before = open(old)
    after = open(new)  # leak: resource
    difference = None
    for number, (a, b) in enumerate(zip(before, after), 1):
        if a != b:
            difference = number
            break
    before.close()
    before.close()
    return difference


def scenario(tmp):
    (tmp / "old").write_text("port=1\nhost=a\n")
    (tmp / "new").write_text("port=1\nhost=b\n")
    print(first_difference(tmp / "old", tmp / "new"))
