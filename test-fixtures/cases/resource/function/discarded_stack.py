"""Opens a set of drawings, all or none."""
from contextlib import ExitStack


def open_drawings(paths):
    with ExitStack() as stack:
        drawings = [stack.enter_context(open(path)) for path in paths]  # leak: resource
        titles = [drawing.readline().strip() for drawing in drawings]
        stack.pop_all()
    return titles


def scenario(tmp):
    (tmp / "a").write_text("house\n...")
    (tmp / "b").write_text("garden\n...")
    print(open_drawings(sorted(tmp.iterdir())))
