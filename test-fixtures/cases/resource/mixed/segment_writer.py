"""Write an event log in segments of a fixed number of events."""


class SegmentedLog:
    def __init__(self, folder, limit):
        self.folder, self.limit = folder, limit
        self.count = self.number = 0
        self._segment = open(folder / "0", "w")  # leak: resource #1

    def append(self, event):
        if self.count == self.limit:
            self.number += 1
            self.count = 0
            self._segment = open(self.folder / str(self.number), "w")  # leak: resource #1
        self._segment.write(event + "\n")
        self._segment.flush()
        self.count += 1

    def close(self):
        self._segment.close()


def scenario(tmp):
    log = SegmentedLog(tmp, 2)
    for event in ("boot", "login", "logout"):
        log.append(event)
    log.close()
    print(sorted(path.name for path in tmp.iterdir()), (tmp / "0").read_text().split())
