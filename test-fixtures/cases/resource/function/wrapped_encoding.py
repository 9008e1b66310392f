"""Reads a text whose encoding is known only after a look at the first bytes."""
import codecs
import io


def read_text(path):
    binary = open(path, "rb")  # leak: resource #1
    start = binary.peek(2)[:2]
    encoding = "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
    text = io.TextIOWrapper(binary, encoding=encoding)  # leak: resource #1
    return text.read().split()


def scenario(tmp):
    wide, narrow = tmp / "wide", tmp / "narrow"
    wide.write_text("one two", encoding="utf-16")
    narrow.write_text("three", encoding="utf-8")
    print(read_text(wide), read_text(narrow))
