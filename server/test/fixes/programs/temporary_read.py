# fix: open file
def scenario(tmp):
    (tmp / "a").write_text("abc")
    text = open(tmp / "a").read().upper()
    print(text)
