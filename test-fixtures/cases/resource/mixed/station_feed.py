"""Feeds of weather stations; some of them keep a backup of their own."""


class Feed:
    def __init__(self, path):
        self._file = open(path, "a")  # leak: resource #1

    def publish(self, line):
        self._file.write(line + "\n")
        self._file.flush()

    def close(self):
        self._file.close()


class BackedUpFeed(Feed):
    def __init__(self, path, backup):
        super().__init__(path)  # leak: resource #1
        self._backup = open(backup, "a")

    def publish(self, line):
        super().publish(line)
        self._backup.write(line + "\n")

    def close(self):  # leak: resource #1
        self._backup.close()


def scenario(tmp):
    feed = BackedUpFeed(tmp / "feed", tmp / "backup")  # leak: resource #1
    try:
        feed.publish("12 C")
    finally:
        feed.close()
    print((tmp / "feed").read_text(), (tmp / "backup").read_text())
