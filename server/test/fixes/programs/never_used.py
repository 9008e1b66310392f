# fix: open file
def scenario(tmp):
    f = open(tmp / "touched", "w")
    print((tmp / "touched").exists())
