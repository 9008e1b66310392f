# fix: open file
import json


def load(path):
    return json.load(open(path))


def scenario(tmp):
    (tmp / "a").write_text("[1, 2]")
    print(load(tmp / "a"))
