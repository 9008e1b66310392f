"""Splits a binary into numbered parts of a maximal size."""


def split_bytes(source, folder, part_size, block_size=4):
    names = []
    part = None
    written = 0
    try:
        with open(source, "rb") as blob:
            while block := blob.read(block_size):
                if part is None or written + len(block) > part_size:
                    if part is not None:
                        part.close()
                        part = None
                    names.append(f"part.{len(names)}")
                    part = open(folder / names[-1], "wb")
                    written = 0
                written += part.write(block)
    finally:
        if part is not None:
            part.close()
    return names


def scenario(tmp):
    source = tmp / "firmware.bin"
    source.write_bytes(bytes(range(23)))
    print(split_bytes(source, tmp, 8), (tmp / "part.2").read_bytes())
