"""Replaces a file atomically: the new contents are complete or not there at all."""
import os
import tempfile


def replace_contents(path, contents):
    descriptor, scratch = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "w") as out:
            out.write(contents)
        os.replace(scratch, path)
    except BaseException:
        os.unlink(scratch)
        raise


def scenario(tmp):
    motd = tmp / "motd"
    replace_contents(motd, "Welcome!\n")
    replace_contents(motd, "Closed for maintenance.\n")
    print(motd.read_text(), len(list(tmp.iterdir())))
