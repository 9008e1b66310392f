# fix: tempfile.NamedTemporaryFile file
import os
import tempfile


def scenario(tmp):
    file = tempfile.NamedTemporaryFile("w", dir=tmp)
    file.write("abc")
    file.flush()
    name = file.name
    print(os.path.getsize(name))
