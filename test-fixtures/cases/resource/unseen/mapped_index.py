"""Searches a mapped index; the file is closed, the map is not."""
import mmap


def position(path, needle):
    with open(path, "rb") as index:
        view = mmap.mmap(index.fileno(), 0, access=mmap.ACCESS_READ)  # leak: resource
        return view.find(needle)


def scenario(tmp):
    (tmp / "index").write_bytes(b"..x")
    print(position(tmp / "index", b"x"))
