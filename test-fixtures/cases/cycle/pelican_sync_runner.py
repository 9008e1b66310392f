"""Pushes queued documents to a flaky remote store and tells how it went."""


class RemoteError(Exception):
    pass


class FlakyRemote:
    """Stands in for the store: refuses the first calls for every document."""

    def __init__(self, refusals):
        self.refusals = dict(refusals)
        self.stored = {}

    def put(self, key, body):
        left = self.refusals.get(key, 0)
        if left:
            self.refusals[key] = left - 1
            raise RemoteError(f"503 for {key}, {left} left")
        self.stored[key] = body


class SyncRunner:
    max_attempts = 3

    def __init__(self, remote):
        self.remote = remote
        self.attempts = 0
        self.last_error = None

    def push(self, key, body):
        for attempt in range(1, self.max_attempts + 1):
            self.attempts += 1
            try:
                self.remote.put(key, body)
            except RemoteError as exc:
                self.last_error = exc  # leak: cycle
                continue
            return attempt
        return None

    def summary(self):
        if self.last_error is None:
            return f"{self.attempts} attempts, no errors"
        return f"{self.attempts} attempts, last error: {self.last_error}"


def synchronise(documents, refusals):
    remote = FlakyRemote(refusals)
    runner = SyncRunner(remote)
    failed = []
    for key, body in documents.items():
        if runner.push(key, body) is None:
            failed.append(key)
    return sorted(remote.stored), failed, runner.summary()


def scenario(tmp):
    docs = {"a.md": "alpha", "b.md": "beta", "c.md": "gamma"}
    print(synchronise(docs, {"b.md": 1, "c.md": 9}))
