# fix: open file
import os


def store(path, text):
    f = open(path, "w")
    f.write(text)
    if len(text) > 3:
        f.close()
        return os.path.getsize(path)
    f.write("!")
    if text == "?":
        return 0
    f.close()
    return os.path.getsize(path)


def scenario(tmp):
    for text in ("abcd", "a", "?"):
        print(store(tmp / "a", text))
