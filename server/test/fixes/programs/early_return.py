# fix: open file
def first(path):
    f = open(path)
    line = f.readline()
    if not line:
        return None
    f.close()
    return line


def scenario(tmp):
    path = tmp / "a.txt"
    path.write_text("")
    print(first(path))
