"""Merges the settings of the system with those of the user."""


def merged(system_path, user_path):
    settings = {}
    fp = open(system_path)  # leak: resource
    for row in fp:
        key, _, value = row.partition("=")
        settings[key.strip()] = value.strip()
    fp = open(user_path)
    try:
        for row in fp:
            key, _, value = row.partition("=")
            settings[key.strip()] = value.strip()
    finally:
        fp.close()
    return settings


def scenario(tmp):
    system, user = tmp / "system.conf", tmp / "user.conf"
    system.write_text("editor = vi\ncolour = off\n")
    user.write_text("colour = on\n")
    print(merged(system, user))
