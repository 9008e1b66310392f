# fix: open file
def kind(path):
    f = open(path, "rb")
    magic = f.read(2)
    if magic == b"PK":
        f.close()
        return "zip"
    elif magic == b"BZ":
        f.close()
        raise ValueError("bzip2")
    if not magic:
        return "empty"
    rest = f.read()
    f.close()
    return magic + rest


def scenario(tmp):
    for content in (b"PK1", b"BZ2", b"", b"abc"):
        (tmp / "a").write_bytes(content)
        try:
            print(kind(tmp / "a"))
        except ValueError as error:
            print(error)
