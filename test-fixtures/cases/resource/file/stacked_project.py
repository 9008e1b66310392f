"""A project opens all its files when it is entered and closes them together."""
from contextlib import ExitStack


class Project:
    def __init__(self, *paths):
        self._paths = paths
        self._stack = ExitStack()
        self.files = []

    def __enter__(self):
        with ExitStack() as stack:
            for path in self._paths:
                self.files.append(stack.enter_context(open(path)))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *exc_info):
        return self._stack.__exit__(*exc_info)


def scenario(tmp):
    for name in "ab":
        (tmp / name).write_text(name)
    with Project(tmp / "a", tmp / "b") as project:
        print([file.read() for file in project.files])
    try:
        with Project(tmp / "a", tmp / "missing"):
            pass
    except FileNotFoundError as error:
        print(error.strerror)
