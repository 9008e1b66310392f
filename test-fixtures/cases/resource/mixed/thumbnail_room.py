"""Make thumbnails in a scratch directory."""
import pathlib
import tempfile


def make_thumbnails(pictures):
    scratch = tempfile.TemporaryDirectory(prefix="thumbs")  # leak: resource
    room = pathlib.Path(scratch.name)
    for picture in pictures:
        (room / picture.name).write_bytes(picture.read_bytes()[:4])
    return sum(thumb.stat().st_size for thumb in room.iterdir())


def scenario(tmp):
    (tmp / "a.raw").write_bytes(bytes(100))
    (tmp / "b.raw").write_bytes(bytes(3))
    print(make_thumbnails(sorted(tmp.iterdir())))
