"""Collects parts for the caller, who closes them."""
import socket


def open_parts(paths):
    parts = []
    try:
        for path in paths:
            parts.append(open(path))
    except OSError:
        for part in parts:
            part.close()
        raise
    return parts


def pairs(count):
    ends = {}
    for number in range(count):
        near, far = socket.socketpair()
        ends[number] = (near, far)
    return ends


class Bundle:
    def __init__(self, paths):
        self.parts = tuple(open(path) for path in paths)

    def close(self):
        for part in self.parts:
            part.close()


def copy_all(paths, sink):
    files = [open(path) for path in paths]
    sink.extend(files)
    return len(files)


def scenario(tmp):
    (tmp / "a").write_text("x")
    parts = open_parts([tmp / "a"])
    kept = []
    print(len(parts), copy_all([tmp / "a"], kept))
    for part in parts + kept:
        part.close()
    for near, far in pairs(2).values():
        near.close()
        far.close()
    bundle = Bundle([tmp / "a"])
    bundle.close()
