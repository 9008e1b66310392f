"""Progress bars follow a download manager that lives for ever."""


class DownloadManager:
    def __init__(self):
        self.on_progress = []

    def report(self, percent):
        for callback in self.on_progress:
            callback(percent)


manager = DownloadManager()


class ProgressBar:
    def __init__(self):
        self.percent = 0
        manager.on_progress.append(self.update)  # leak: listener

    def update(self, percent):
        self.percent = percent


def scenario(tmp):
    bar = ProgressBar()
    manager.report(50)
    print(bar.percent)
