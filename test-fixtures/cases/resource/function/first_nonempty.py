"""Returns an open reader for the first of several files that has contents, with its position."""


def first_nonempty(paths):
    for path in paths:
        reader = open(path)
        try:
            if reader.read(1):
                reader.seek(0)
                return path.name, reader
        except BaseException:
            reader.close()
            raise
        reader.close()
    return None, None


def scenario(tmp):
    for name, text in (("a", ""), ("b", "bee"), ("c", "sea")):
        (tmp / name).write_text(text)
    name, reader = first_nonempty(sorted(tmp.iterdir()))
    with reader:
        print(name, reader.read())
