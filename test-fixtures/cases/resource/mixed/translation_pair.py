"""A translation memory with a file for each language."""


class TranslationMemory:
    def __init__(self, source, target):
        self._source = open(source, encoding="utf-8")
        self._target = open(target, encoding="utf-8")  # leak: resource

    def pairs(self):
        for left, right in zip(self._source, self._target):
            yield left.strip(), right.strip()

    def close(self):
        self._source.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def scenario(tmp):
    (tmp / "en").write_text("cat\ndog\n")
    (tmp / "de").write_text("Katze\nHund\n")
    with TranslationMemory(tmp / "en", tmp / "de") as memory:
        print(dict(memory.pairs()))
