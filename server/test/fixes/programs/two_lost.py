# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("x\ny\n")
    source = open(tmp / "a")
    target = open(tmp / "b", "w")
    target.write(source.read())
    print("copied")
