# fix: open file
def parse(path):
    f = open(path)
    number = int(f.read())
    f.close()
    return number


def scenario(tmp):
    path = tmp / "a.txt"
    path.write_text("no number")
    try:
        parse(path)
    except ValueError as error:
        print(error)
