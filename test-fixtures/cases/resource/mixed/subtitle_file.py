"""Subtitles in an encoding that is detected from the first bytes."""
import io


def read_subtitles(path):
    raw = open(path, "rb")  # leak: resource #1
    encoding = "utf-16" if raw.peek(2)[:2] == b"\xff\xfe" else "utf-8"
    text = io.TextIOWrapper(raw, encoding=encoding)  # leak: resource #1
    return [line.rstrip() for line in text if "-->" not in line]


def scenario(tmp):
    film = tmp / "film.srt"
    film.write_bytes("00:01 --> 00:02\nHello\n".encode("utf-16-le").join([b"\xff\xfe", b""]))
    print(read_subtitles(film))
