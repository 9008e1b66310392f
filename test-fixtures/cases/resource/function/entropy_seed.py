"""Takes a seed for a pseudo random generator from a device."""
import os
import random


def seeded(device, size=8):
    fd = os.open(device, os.O_RDONLY)  # leak: resource
    seed = os.read(fd, size)
    if len(seed) < size:
        raise OSError(f"{device} gave only {len(seed)} bytes")
    os.close(fd)
    return random.Random(seed)


def scenario(tmp):
    device = tmp / "noise"
    for noise in (b"12345678", b"123"):
        device.write_bytes(noise)
        try:
            print(seeded(device).randrange(1000))
        except OSError as problem:
            print(str(problem).replace(str(tmp), ""))
