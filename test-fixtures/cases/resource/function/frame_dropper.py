"""Counts the frames of a raw video and forgets it again before the next one."""

FRAME = 16


def frame_counts(folder):
    counts = []
    for path in sorted(folder.glob("*.raw")):
        video = open(path, "rb")  # leak: resource
        frames = 0
        while len(video.read(FRAME)) == FRAME:
            frames += 1
        counts.append((path.stem, frames))
        del video
    return counts


def scenario(tmp):
    (tmp / "cat.raw").write_bytes(bytes(16 * 3))
    (tmp / "dog.raw").write_bytes(bytes(16 * 2 + 5))
    print(frame_counts(tmp))
