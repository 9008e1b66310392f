"""Open all parts of a map, or none of them."""
from contextlib import ExitStack


def open_all(paths):
    with ExitStack() as stack:
        parts = [stack.enter_context(open(path)) for path in paths]  # leak: resource #1
        stack.pop_all()
        return parts


def join(paths):
    parts = open_all(paths)  # leak: resource #1
    return "+".join(part.read() for part in parts)


def scenario(tmp):
    (tmp / "1").write_text("west")
    (tmp / "2").write_text("east")
    print(join([tmp / "1", tmp / "2"]))
