# fix: open file
def load(path):
    try:
        source = open(path)
    except FileNotFoundError:
        return "none"
    text = source.read()
    if not text:
        return "empty"
    source.close()
    return text


def scenario(tmp):
    print(load(tmp / "a"))
    (tmp / "a").write_text("")
    print(load(tmp / "a"))
    (tmp / "a").write_text("abc")
    print(load(tmp / "a"))
