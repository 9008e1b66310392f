"""Writes a playlist to a path or to a stream that stays open."""
import contextlib
import io


def write_playlist(songs, target):
    if isinstance(target, io.TextIOBase):
        manager = contextlib.nullcontext(target)
    else:
        manager = contextlib.closing(open(target, "w"))
    with manager as out:
        for song in songs:
            out.write(song + "\n")


def scenario(tmp):
    memory = io.StringIO()
    write_playlist(["one", "two"], memory)
    write_playlist(["three"], tmp / "list")
    print(memory.getvalue().split(), (tmp / "list").read_text())
