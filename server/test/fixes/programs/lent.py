# fix: open file lent
from contextlib import contextmanager


@contextmanager
def log(path):
    file = open(path, "w")
    file.write("begin")
    yield file
    file.write("end")
    file.close()


def scenario(tmp):
    with log(tmp / "a") as file:
        file.write("-")
    print((tmp / "a").read_text())
    try:
        with log(tmp / "a") as file:
            raise KeyError("k")
    except KeyError as error:
        print(error)
    del file
