# fix: open file
import os
import tempfile


def scenario(tmp):
    path = str(tmp / "a")
    namespace = {"path": path}
    f = open(path, "w")
    print("x", file=f)
    f.write("y")
    del f
    print(os.path.getsize(path))
