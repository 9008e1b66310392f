"""Notes about failed downloads in a long-lived helper."""


class Failure:
    def __init__(self, url, reason):
        self.url, self.reason = url, reason


class Downloader:
    _instance = None

    def __init__(self):
        self._failures = []  # leak: cache #1

    @classmethod
    def shared(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def fetch(self, url):
        if not url.startswith("https:"):
            self._failures.append(Failure(url, "insecure"))  # leak: cache #1
            return None
        return url.rpartition("/")[2]


def scenario(tmp):
    loader = Downloader.shared()
    print(loader.fetch("https://example.org/a.txt"), loader.fetch("http://example.org/b.txt"))
