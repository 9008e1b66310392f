"""Looks into an upload with the parser of the vendor, which needs a memory map."""
import mmap


def count_markers(path, marker):
    upload = open(path, "rb")  # leak: resource
    with mmap.mmap(upload.fileno(), 0, access=mmap.ACCESS_READ) as view:
        found, at = 0, view.find(marker)
        while at >= 0:
            found += 1
            at = view.find(marker, at + len(marker))
        return found


def scenario(tmp):
    upload = tmp / "scan.dat"
    upload.write_bytes(b"..##....##.##")
    print(count_markers(upload, b"##"))
