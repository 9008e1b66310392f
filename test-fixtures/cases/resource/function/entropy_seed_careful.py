"""Takes a seed for a pseudo random generator from a device; a short read is refused."""
import os
import random


def seeded(device, size=8):
    fd = os.open(device, os.O_RDONLY)
    try:
        seed = os.read(fd, size)
    finally:
        os.close(fd)
    if len(seed) < size:
        raise OSError(f"only {len(seed)} bytes")
    return random.Random(seed)


def scenario(tmp):
    device = tmp / "noise"
    for noise in (b"12345678", b"123"):
        device.write_bytes(noise)
        try:
            print(seeded(device).randrange(1000))
        except OSError as problem:
            print(problem)
