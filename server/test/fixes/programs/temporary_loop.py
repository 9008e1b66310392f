# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("1\n2\n")
    for line in open(tmp / "a"):
        if line == "9":
            break
        print(line.strip())
    else:
        print("all")
