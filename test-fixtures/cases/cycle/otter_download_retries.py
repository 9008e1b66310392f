"""Downloads with retries; the final report says what went wrong and how often."""


class MirrorDown(Exception):
    def __init__(self, host):
        super().__init__(f"{host} does not answer")
        self.host = host


class Mirror:
    def __init__(self, host, files, failures=0):
        self.host = host
        self.files = files
        self.failures = failures

    def fetch(self, name):
        if self.failures > 0:
            self.failures -= 1
            raise MirrorDown(self.host)
        return self.files[name]


class Downloader:
    def __init__(self, mirrors):
        self.mirrors = mirrors
        self.last_error = None
        self.missing = []

    def download(self, name, rounds=2):
        for _ in range(rounds):
            for mirror in self.mirrors:
                try:
                    return mirror.fetch(name)
                except MirrorDown as exc:
                    self.last_error = exc.with_traceback(None)
                except KeyError as exc:
                    self.missing.append(f"{mirror.host}: {exc}")
        return None

    def verdict(self):
        if isinstance(self.last_error, MirrorDown):
            return f"check {self.last_error.host}"
        return "all mirrors fine"


def download_or_raise(mirrors, name):
    failure = None
    try:
        for mirror in mirrors:
            try:
                return mirror.fetch(name)
            except MirrorDown as exc:
                failure = exc
        raise LookupError(f"{name}: {failure}")
    finally:
        failure = None


def scenario(tmp):
    slow = Mirror("slow.example", {"a": b"aa"}, failures=3)
    poor = Mirror("poor.example", {"b": b"b"})
    client = Downloader([slow, poor])
    print(client.download("a"), client.download("b"), client.verdict(), client.missing)
    try:
        download_or_raise([Mirror("dead.example", {}, failures=1)], "z")
    except LookupError as exc:
        print(exc)
