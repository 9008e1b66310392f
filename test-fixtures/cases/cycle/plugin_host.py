"""A host and its plug-ins, which ask it for settings."""
import abc


class Plugin(abc.ABC):
    def __init__(self, host):
        self.host = host  # leak: cycle #1

    @abc.abstractmethod
    def run(self):
        ...


class Greeter(Plugin):
    def __init__(self, host, greeting="hello"):
        super().__init__(host)
        self.greeting = greeting

    def run(self):
        return f"{self.greeting}, {self.host.settings['user']}"


class Host:
    def __init__(self, **settings):
        self.settings = settings
        self.plugins = []

    def install(self, kind, **options):
        self.plugins.append(kind(self, **options))

    def run(self):
        return [plugin.run() for plugin in self.plugins]


def build():
    host = Host(user="kim")
    host.plugins.append(Greeter(host))  # leak: cycle #1
    host.plugins.append(Greeter(host, greeting="bye"))  # leak: cycle #1
    return host


def scenario(tmp):
    print(build().run())
