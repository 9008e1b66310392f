"""Temporary names are cleaned up at the end of the program, one by one."""
import atexit


def temporary(path):
    path.write_text("x")
    atexit.register(lambda: path.unlink(missing_ok=True))  # leak: listener
    return path.name


def scenario(tmp):
    print(temporary(tmp / "scratch"))
