# fix: open file
def scenario(tmp):
    for number in range(3):
        path = tmp / f"{number}.txt"
        path.write_text("x" * number)
        f = open(path)
        if len(f.read()) == 1:
            break
        f.close()
    print(number)
