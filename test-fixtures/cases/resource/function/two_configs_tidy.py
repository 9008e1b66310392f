"""Merges the settings of the system with those of the user, the same variable for both files."""


def merged(*paths):
    settings = {}
    fp = None
    for path in paths:
        fp = open(path)
        try:
            settings.update(tuple(word.strip() for word in row.split("=", 1)) for row in fp)
        finally:
            fp.close()
    return settings, fp.closed


def scenario(tmp):
    system, user = tmp / "system.conf", tmp / "user.conf"
    system.write_text("editor = vi\ncolour = off\n")
    user.write_text("colour = on\n")
    print(merged(system, user))
