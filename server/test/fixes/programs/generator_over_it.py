# fix: open file
def scenario(tmp):
    path = tmp / "a.txt"
    path.write_text("1\n2\n")
    f = open(path)
    numbers = (int(line) for line in f)
    print("now")
    print(sum(numbers))
    print("done")
