"""A line editor that is extended by plug-ins."""
from abc import ABC, abstractmethod

AVAILABLE = {}


class Plugin(ABC):
    def __init_subclass__(cls, *, name, **kwargs):
        super().__init_subclass__(**kwargs)
        AVAILABLE[name] = cls

    def __init__(self, host):
        self.host = host  # leak: cycle #1
        self.setup()

    def setup(self):
        pass

    @abstractmethod
    def process(self, line):
        ...


class TrimPlugin(Plugin, name="trim"):
    def process(self, line):
        return line.rstrip()


class NumberPlugin(Plugin, name="number"):
    def setup(self):
        self.width = 3

    def process(self, line):
        return f"{len(self.host.lines) + 1:{self.width}} {line}"


class Editor:
    def __init__(self, enabled):
        self.lines = []
        self.pipeline = tuple(self._load(name) for name in enabled)  # leak: cycle #1

    def _load(self, name):
        try:
            factory = AVAILABLE[name]
        except KeyError:
            raise LookupError(f"no such plug-in: {name}") from None
        return factory(self)  # leak: cycle #1

    def type(self, line):
        for plugin in self.pipeline:
            line = plugin.process(line)
        self.lines.append(line)
        return self


def typed(enabled, *lines):
    editor = Editor(enabled)
    for line in lines:
        editor.type(line)
    return editor.lines


def scenario(tmp):
    print(typed(["trim", "number"], "to be   ", "or not"))
    print(typed([], " as is "))
    print(sorted(AVAILABLE))
