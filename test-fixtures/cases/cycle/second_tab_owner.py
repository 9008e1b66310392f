"""Tabs of a browser window."""


class Tab:
    def __init__(self, url):
        self.url = url
        self.window = None

    def title(self):
        return f"{self.url} in {self.window.name}"


class Window:
    def __init__(self, name):
        self.name = name
        self._tabs = []

    def open(self, url):
        tab = Tab(url)
        tab.window = self  # leak: cycle #1
        self._tabs.append(tab)  # leak: cycle #1
        return tab


def scenario(tmp):
    window = Window("main")
    print(window.open("a.example").title())
    print(Window("second").open("b.example").title())
