# fix: open file
def scenario(tmp):
    path = tmp / "a.txt"
    out = open(path, "w")
    out.write("x" * 10)
    if tmp is None:
        return
    out.close()
    print(path.stat().st_size)
