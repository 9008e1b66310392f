"""Compares two files block by block."""


def same_contents(left, right, block=4096):
    a = open(left, "rb")  # leak: resource
    b = open(right, "rb")
    try:
        while True:
            one, other = a.read(block), b.read(block)
            if one != other:
                return False
            if not one:
                return True
    finally:
        a.close()
        b.close()


def scenario(tmp):
    (tmp / "x").write_bytes(b"abc" * 3000)
    (tmp / "y").write_bytes(b"abc" * 3000)
    print(same_contents(tmp / "x", tmp / "y"))
    try:
        same_contents(tmp / "x", tmp / "z")
    except FileNotFoundError as error:
        print(error.strerror)
