"""Size of a folder with all that is below it."""
import os


def total_size(folder):
    size = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                size += total_size(entry.path)
            else:
                size += entry.stat(follow_symlinks=False).st_size
    return size


def scenario(tmp):
    (tmp / "a").mkdir()
    (tmp / "a" / "x").write_bytes(bytes(100))
    (tmp / "y").write_bytes(bytes(23))
    print(total_size(tmp))
