# fix: open file
def scenario(tmp):
    for number in range(3):
        path = tmp / f"{number}.txt"
        path.write_text("x" * number)
        f = open(path)
        text = f.read()
        if not text:
            continue
        print(number, text)
        f.close()
