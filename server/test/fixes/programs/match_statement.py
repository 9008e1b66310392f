# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("abc")
    f = open(tmp / "a")
    text = f.read()
    match len(text):
        case 3:
            print("three", f.tell())
        case _:
            print("other")
    print(text)
