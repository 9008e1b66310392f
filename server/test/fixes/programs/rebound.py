# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("a")
    (tmp / "b").write_text("b")
    f = open(tmp / "a")
    first = f.read()
    f = open(tmp / "b")
    second = f.read()
    f.close()
    print(first, second)
