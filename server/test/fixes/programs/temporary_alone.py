# fix: open file
def scenario(tmp):
    open(tmp / "a", "w")
    print((tmp / "a").exists())
