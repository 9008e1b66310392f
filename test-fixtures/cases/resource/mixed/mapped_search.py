"""Search a big file through a memory map."""
import mmap


def find(path, needle):
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return view.find(needle)


def scenario(tmp):
    (tmp / "big").write_bytes(b"x" * 5000 + b"needle")
    print(find(tmp / "big", b"needle"))
