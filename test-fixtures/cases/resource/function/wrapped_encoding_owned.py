"""Opens a text whose encoding is known only after a look at the first bytes."""
import codecs
import io


def open_sniffed(path):
    binary = open(path, "rb")
    try:
        start = binary.peek(2)[:2]
        encoding = "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
        return io.TextIOWrapper(binary, encoding=encoding, newline="")
    except BaseException:
        binary.close()
        raise


def scenario(tmp):
    wide, narrow = tmp / "wide", tmp / "narrow"
    wide.write_text("one two", encoding="utf-16")
    narrow.write_text("three", encoding="utf-8")
    for path in (wide, narrow):
        with open_sniffed(path) as text:
            print(text.read().split())
