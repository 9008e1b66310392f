# fix: open file
def parse(path, count):
    f = open(path)
    limit = int(count)
    try:
        return int(f.read(limit))
    except ValueError:
        print("odd", f.closed)
        return 0
    finally:
        f.close()


def scenario(tmp):
    path = tmp / "a.txt"
    path.write_text("abcdef")
    print(parse(path, "2"))
    try:
        parse(path, "x")
    except ValueError as error:
        print(error)
