"""Reads the dimensions of a portable grey map."""


def dimensions(path):
    picture = open(path, "rb")  # leak: resource
    magic = picture.readline().strip()
    assert magic == b"P5", magic
    width, height = picture.readline().split()
    picture.close()
    return int(width), int(height)


def scenario(tmp):
    (tmp / "grey.pgm").write_bytes(b"P5\n3 2\n255\n......")
    (tmp / "colour.ppm").write_bytes(b"P6\n3 2\n255\n......")
    for name in ("grey.pgm", "colour.ppm"):
        try:
            print(dimensions(tmp / name))
        except AssertionError as error:
            print("not grey:", error)
