"""Plugins that register themselves when their class is made."""


class Plugin:
    registry = {}
    order = []

    def __init_subclass__(cls, key=None, **options):
        super().__init_subclass__(**options)
        Plugin.registry[key or cls.__name__.lower()] = cls
        cls.order.append(cls)

    def run(self, text):
        raise NotImplementedError


class Upper(Plugin):
    def run(self, text):
        return text.upper()


class Reverse(Plugin, key="rev"):
    def run(self, text):
        return text[::-1]


def scenario(tmp):
    print(sorted(Plugin.registry), Plugin.registry["rev"]().run("abc"))
