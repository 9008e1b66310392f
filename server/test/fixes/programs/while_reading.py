# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("abcdef")
    f = open(tmp / "a")
    while True:
        chunk = f.read(2)
        if not chunk:
            break
        print(chunk)
    print("end")
