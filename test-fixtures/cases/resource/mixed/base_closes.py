"""Importers that share the way in which they tidy up."""


class Importer:
    def __init__(self):
        self._resources = []

    def _own(self, resource):
        self._resources.append(resource)
        return resource

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for resource in reversed(self._resources):
            resource.close()
        self._resources.clear()


class PriceImporter(Importer):
    def __init__(self, prices, rejects):
        super().__init__()
        self._prices = self._own(open(prices))
        self._rejects = self._own(open(rejects, "w"))

    def run(self):
        good = 0
        for line in self._prices:
            if line.strip().isdigit():
                good += int(line)
            else:
                self._rejects.write(line)
        return good


def scenario(tmp):
    (tmp / "p").write_text("3\nx\n4\n")
    with PriceImporter(tmp / "p", tmp / "r") as importer:
        print(importer.run())
    print((tmp / "r").read_text())
