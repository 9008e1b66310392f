# fix: open file
import mmap


def scenario(tmp):
    (tmp / "a").write_bytes(b"abc")
    source = open(tmp / "a", "rb")
    mapped = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    print(mapped[:2])
    mapped.close()
