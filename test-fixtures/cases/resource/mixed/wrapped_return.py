"""Readers of a trace format, made by a function that checks the magic number."""


class TraceReader:
    def __init__(self, stream):
        self._stream = stream

    def __iter__(self):
        return iter(self._stream.read())

    def close(self):
        self._stream.close()


def open_trace(path):
    stream = open(path, "rb")
    try:
        if stream.read(2) != b"TR":
            raise ValueError("no trace")
    except BaseException:
        stream.close()
        raise
    return TraceReader(stream)


def total(path):
    reader = open_trace(path)
    try:
        return sum(reader)
    finally:
        reader.close()


def scenario(tmp):
    (tmp / "t").write_bytes(b"TR\1\2\3")
    (tmp / "u").write_bytes(b"??")
    print(total(tmp / "t"))
    try:
        total(tmp / "u")
    except ValueError as error:
        print(error)
