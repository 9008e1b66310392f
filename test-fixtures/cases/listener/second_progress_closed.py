"""Progress bars leave the download manager when they are closed."""


class DownloadManager:
    def __init__(self):
        self.on_progress = []

    def report(self, percent):
        for callback in list(self.on_progress):
            callback(percent)


manager = DownloadManager()


class ProgressBar:
    def __init__(self):
        self.percent = 0
        manager.on_progress.append(self.update)

    def update(self, percent):
        self.percent = percent

    def close(self):
        manager.on_progress.remove(self.update)


def scenario(tmp):
    bar = ProgressBar()
    try:
        manager.report(50)
        print(bar.percent)
    finally:
        bar.close()
