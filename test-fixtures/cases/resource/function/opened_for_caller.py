"""Opens all files of a set with the stack of the caller."""
import contextlib


def open_all(stack, paths):
    enter = stack.enter_context
    first, *others = paths
    handles = [enter(open(first))]
    for path in others:
        handle = open(path)
        stack.callback(handle.close)
        handles.append(handle)
    return handles


def scenario(tmp):
    for name in "abc":
        (tmp / name).write_text(name.upper())
    with contextlib.ExitStack() as stack:
        print([handle.read() for handle in open_all(stack, sorted(tmp.iterdir()))])
