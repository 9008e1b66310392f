# fix: open file
def scenario(tmp):
    path = tmp / "a.txt"
    path.write_text("one\ntwo\n")
    source = open(path)
    data = source.read()
    print(data.upper())
    return data
