"""Writes a file in a transaction: it appears at the end, or not at all."""
import os
from contextlib import contextmanager


@contextmanager
def transaction(path):
    scratch = path.with_suffix(".tmp")
    out = open(scratch, "w")
    try:
        yield out
    except BaseException:
        out.close()
        os.unlink(scratch)
        raise
    else:
        out.close()
        os.replace(scratch, path)


def scenario(tmp):
    target = tmp / "accounts"
    with transaction(target) as out:
        out.write("ann 10\n")
    try:
        with transaction(target) as out:
            out.write("ann 20\n")
            raise InterruptedError("power cut")
    except InterruptedError as error:
        print(error, target.read_text(), len(list(tmp.iterdir())))
