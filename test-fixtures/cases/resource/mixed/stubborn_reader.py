"""Read a file that another process may be about to write."""


def read_complete(path, attempts, grow):
    for attempt in range(attempts):
        stream = open(path)  # leak: resource
        text = stream.read()
        if text.endswith("END\n"):
            stream.close()
            return attempt, text.splitlines()[0]
        grow(path)
    return None


def add_line(path):
    with open(path, "a") as stream:
        stream.write("END\n")


def scenario(tmp):
    (tmp / "feed").write_text("first\n")
    print(read_complete(tmp / "feed", 3, add_line))
