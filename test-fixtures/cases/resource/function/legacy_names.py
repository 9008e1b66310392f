"""Reads a list of names in the encoding of an old mainframe."""
import codecs


def read_names(path):
    listing = codecs.open(path, encoding="cp500")  # leak: resource
    names = listing.read().splitlines()
    return [name.title() for name in names if name]


def scenario(tmp):
    path = tmp / "names"
    path.write_bytes("MEIER\nHUBER\n".encode("cp500"))
    print(read_names(path))
