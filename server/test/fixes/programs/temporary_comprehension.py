# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("1\n2\n")
    print([int(line) for line in open(tmp / "a")])
    total = sum(int(line) for line in open(tmp / "a"))
    print(total)
