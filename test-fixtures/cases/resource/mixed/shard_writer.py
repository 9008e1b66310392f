"""Distribute records over shards."""


class Shards:
    def __init__(self, folder, count):
        self._files = [open(folder / f"shard{i}", "w") for i in range(count)]  # leak: resource

    def write(self, key, value):
        shard = self._files[sum(map(ord, key)) % len(self._files)]
        shard.write(f"{key}={value}\n")

    def flush(self):
        for shard in self._files:
            shard.flush()

    def close(self):
        self.flush()
        self._files.clear()


def scenario(tmp):
    shards = Shards(tmp, 3)
    for number, key in enumerate(("ann", "bo", "cy")):
        shards.write(key, number)
    shards.close()
    print(sum(len(path.read_text().split()) for path in tmp.iterdir()))
