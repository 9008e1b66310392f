"""A log that starts a new file every day."""


class DailyLog:
    def __init__(self, folder):
        self._folder = folder
        self._day = self._file = None

    def write(self, day, text):
        if day != self._day:
            self._switch(day)
        self._file.write(text + "\n")

    def _switch(self, day):
        fresh = open(self._folder / day, "a")
        stale, self._file, self._day = self._file, fresh, day
        if stale:
            stale.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        if self._file:
            self._file.close()
            self._file = None


def scenario(tmp):
    with DailyLog(tmp) as log:
        for day, text in (("mo", "a"), ("mo", "b"), ("tu", "c")):
            log.write(day, text)
    print(sorted((p.name, p.read_text()) for p in tmp.iterdir()))
