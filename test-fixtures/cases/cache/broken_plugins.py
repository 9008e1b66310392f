"""A host of plug-ins that goes on when one of them fails."""
import collections

PLUGINS = {}
failures = collections.defaultdict(list)  # leak: cache #1


class Plugin:
    def __init_subclass__(cls, **rest):
        super().__init_subclass__(**rest)
        PLUGINS[cls.__name__.lower()] = cls()


class Upper(Plugin):
    def apply(self, text):
        return text.upper()


class Number(Plugin):
    def apply(self, text):
        return str(int(text) + 1)


def run(text):
    for name, plugin in PLUGINS.items():
        try:
            text = plugin.apply(text)
        except ValueError as error:
            failures[name].append({"text": text, "why": str(error)})  # leak: cache #1
    return text


def scenario(tmp):
    print(run("abc"), run("41"), sorted(failures))
