# fix: open file
def lines(path):
    f = open(path)
    for line in f:
        yield line.strip()
    f.close()


def scenario(tmp):
    (tmp / "a").write_text("1\n2\n")
    some = lines(tmp / "a")
    print(next(some))
    some.close()
    print(list(lines(tmp / "a")))
