# fix: open file
def copy(a, b):
    source = open(a)
    target = open(b, "w")
    for line in source:
        target.write(line.upper())
    target.write("end")
    if not line:
        return
    source.close()
    target.close()
    print(b.read_text())


def scenario(tmp):
    (tmp / "a").write_text("x\ny\n")
    copy(tmp / "a", tmp / "b")
