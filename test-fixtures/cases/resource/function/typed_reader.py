"""Opens the parts of a survey with the types that the rest of the program wants."""
import io
from typing import IO, TextIO, cast


def answers(path) -> TextIO:
    return cast(TextIO, open(path))


def samples(path) -> IO[bytes]:
    raw = io.FileIO(path)
    return cast("IO[bytes]", io.BufferedReader(raw))


def both(folder):
    return {"answers": answers(folder / "a"), "samples": samples(folder / "b")}


def scenario(tmp):
    (tmp / "a").write_text("yes")
    (tmp / "b").write_bytes(b"\1\2")
    streams = both(tmp)
    try:
        print([stream.read() for stream in streams.values()])
    finally:
        for stream in streams.values():
            stream.close()
