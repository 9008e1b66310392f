# fix: tempfile.TemporaryDirectory temporary-directory
import os
import tempfile


def scenario(tmp):
    directory = tempfile.TemporaryDirectory(dir=tmp)
    path = os.path.join(directory.name, "x")
    with open(path, "w") as f:
        f.write("abc")
    print(os.path.getsize(path))
