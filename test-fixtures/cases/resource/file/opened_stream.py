"""Gives out the opened parts of a story, one after the other."""


def opened(paths):
    for path in paths:
        yield open(path)


def whole(paths):
    text = ""
    for part in opened(paths):
        with part:
            text += part.read()
    return text


def scenario(tmp):
    (tmp / "1").write_text("Once ")
    (tmp / "2").write_text("upon a time")
    print(whole(sorted(tmp.iterdir())))
