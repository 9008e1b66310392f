"""Gives out the opened parts of a story, one after the other."""


def opened(paths):
    for path in paths:
        yield open(path)  # leak: resource #1


def whole(paths):
    return "".join(part.read() for part in opened(paths))  # leak: resource #1


def scenario(tmp):
    (tmp / "1").write_text("Once ")
    (tmp / "2").write_text("upon a time")
    print(whole(sorted(tmp.iterdir())))
