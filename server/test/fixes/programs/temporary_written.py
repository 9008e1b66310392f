# fix: open file
def scenario(tmp):
    open(tmp / "a", "w").write("abc")
    print((tmp / "a").read_text())
