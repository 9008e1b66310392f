# fix: open file
def parse(path, count):
    f = open(path)
    limit = int(count)
    try:
        return f.read(limit)
    finally:
        f.close()


def scenario(tmp):
    path = tmp / "a.txt"
    path.write_text("abcdef")
    try:
        parse(path, "x")
    except ValueError as error:
        print(error)
    print(parse(path, "3"))
