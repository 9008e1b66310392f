"""Copies a file in small pieces; how things are closed is said in one place."""


def close_quietly(*streams):
    for stream in streams:
        try:
            stream.close()
        except OSError:
            pass


def copy(source, target, size):
    reader = open(source, "rb")
    writer = None
    try:
        writer = open(target, "wb")
        while piece := reader.read(size):
            writer.write(piece)
    finally:
        if writer is not None:
            close_quietly(writer)
        close_quietly(reader)


def scenario(tmp):
    (tmp / "in").write_bytes(b"0123456789")
    copy(tmp / "in", tmp / "out", 3)
    print((tmp / "out").read_bytes())
