"""Samples of an oscilloscope; their number is part of the file."""


def samples(path):
    trace = open(path, "rb")  # leak: resource
    count = int(trace.readline())
    values = list(trace.read())
    assert len(values) == count, f"{len(values)} samples instead of {count}"
    trace.close()
    return values


def scenario(tmp):
    (tmp / "good").write_bytes(b"3\nabc")
    (tmp / "short").write_bytes(b"3\nab")
    for name in ("good", "short"):
        try:
            print(samples(tmp / name))
        except AssertionError as error:
            print(error)
