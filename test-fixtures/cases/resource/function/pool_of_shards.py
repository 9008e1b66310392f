"""Adds up the shards of an index; the handles are made by a nested function."""


def shard_total(folder, shards):
    def shard(number):
        return open(folder / f"shard.{number}", "rb")  # leak: resource #1

    total = 0
    for number in range(shards):
        handle = shard(number)  # leak: resource #1
        total += int.from_bytes(handle.read(2), "big")
    return total


def scenario(tmp):
    (tmp / "shard.0").write_bytes(b"\0\5\0\0")
    (tmp / "shard.1").write_bytes(b"\1\0\0\0")
    print(shard_total(tmp, 2))
