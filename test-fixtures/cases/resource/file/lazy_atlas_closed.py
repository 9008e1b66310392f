"""An atlas that opens its file only when somebody looks something up."""
import contextlib


class Atlas:
    def __init__(self, path):
        self._path = path
        self._handle = None

    @property
    def handle(self):
        if self._handle is None:
            self._handle = open(self._path)
        return self._handle

    def capital(self, country):
        self.handle.seek(0)
        found = [line.strip().partition(":")[2] for line in self.handle if line.startswith(country + ":")]
        return found[0] if found else None

    def close(self):
        if self._handle is not None:
            self._handle.close()
            self._handle = None


def capitals(path, countries):
    with contextlib.closing(Atlas(path)) as atlas:
        return [atlas.capital(country) for country in countries]


def scenario(tmp):
    (tmp / "atlas").write_text("France:Paris\nNorway:Oslo\n")
    print(capitals(tmp / "atlas", ["Norway", "Peru"]), capitals(tmp / "atlas", []))
