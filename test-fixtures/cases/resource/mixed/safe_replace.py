"""Replace a file by way of a temporary one."""
import os
import tempfile


def replace(path, text):
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as part:
            part.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def scenario(tmp):
    replace(tmp / "a", "first")
    replace(tmp / "a", "second")
    print((tmp / "a").read_text(), len(list(tmp.iterdir())))
