"""A download has listeners of its own, that go when it goes."""


class Download:
    def __init__(self, url):
        self.url = url
        self._progress = []

    def on_progress(self, callback):
        self._progress.append(callback)
        return self

    def run(self, chunks):
        done = 0
        for chunk in chunks:
            done += chunk
            for callback in self._progress:
                callback(done)
        return done


class Bar:
    def __init__(self, download):
        self.value = 0
        download.on_progress(self.move)

    def move(self, value):
        self.value = value


def fetch(url, chunks):
    download = Download(url)
    bar = Bar(download)
    seen = []
    download.on_progress(seen.append).on_progress(lambda done: seen.append(-done))
    download.run(chunks)
    return bar.value, seen


def scenario(tmp):
    print(fetch("a", [1, 2]), fetch("b", []))
