"""Sort the pictures of a camera card by their format."""
SIGNATURES = {b"\xff\xd8": "jpeg", b"II": "tiff", b"MM": "tiff"}


def sort_card(paths):
    formats = {}
    for path in sorted(paths):
        picture = open(path, "rb")  # leak: resource
        kind = SIGNATURES.get(picture.read(2))
        if kind is None:
            continue
        picture.seek(0, 2)
        formats.setdefault(kind, []).append((path.name, picture.tell()))
        picture.close()
    return formats


def scenario(tmp):
    (tmp / "1.jpg").write_bytes(b"\xff\xd8" + bytes(30))
    (tmp / "2.tif").write_bytes(b"II*\0")
    (tmp / "thumbs.db").write_bytes(b"junk")
    print(sort_card(tmp.iterdir()))
