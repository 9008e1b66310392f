"""A pair of streams in a named tuple."""
from typing import IO, NamedTuple


class Streams(NamedTuple):
    source: IO
    target: IO

    def close(self):
        for stream in self:
            stream.close()


def open_streams(source, target):
    return Streams(open(source), open(target, "w"))


def copy_upper(source, target):
    streams = open_streams(source, target)
    try:
        streams.target.write(streams.source.read().upper())
    finally:
        streams.close()


def scenario(tmp):
    (tmp / "a").write_text("abc")
    copy_upper(tmp / "a", tmp / "b")
    print((tmp / "b").read_text())
