"""A context manager that opens a mailbox and repairs what went wrong in the block."""
from contextlib import contextmanager


@contextmanager
def mailbox(path, problems):
    box = open(path, "a+")  # leak: resource
    try:
        yield box
    except ValueError as error:
        problems.append(str(error))
        box.close()


def scenario(tmp):
    problems = []
    with mailbox(tmp / "box", problems) as box:
        box.write("hello\n")
    with mailbox(tmp / "box", problems) as box:
        raise ValueError("no stamp")
    print(problems)
