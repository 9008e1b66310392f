"""An atlas that opens its file only when somebody looks something up."""


class Atlas:
    def __init__(self, path):
        self._path = path
        self._handle = None

    @property
    def handle(self):
        if self._handle is None:
            self._handle = open(self._path)  # leak: resource #1
        return self._handle

    def capital(self, country):
        self.handle.seek(0)
        for line in self.handle:
            name, _, city = line.strip().partition(":")
            if name == country:
                return city
        return None

    def close(self):
        if self._handle is not None:
            self._handle.close()
            self._handle = None


def capitals(path, countries):
    atlas = Atlas(path)  # leak: resource #1
    return [atlas.capital(country) for country in countries]


def scenario(tmp):
    (tmp / "atlas").write_text("France:Paris\nNorway:Oslo\n")
    print(capitals(tmp / "atlas", ["Norway", "Peru"]))
