"""A recipe planner whose features come as extensions; each declared class is one feature."""
import weakref


class Extension:
    available = {}
    key = None

    def __init_subclass__(cls, key, **options):
        super().__init_subclass__(**options)
        cls.key = key
        Extension.available[key] = cls

    def __init__(self, planner):
        self.planner = planner

    @classmethod
    def equip(cls, planner, keys):
        handle = weakref.proxy(planner)
        return [cls.available[key](handle) for key in keys]

    def contribute(self):
        raise NotImplementedError


class Shopping(Extension, key="shopping"):
    def contribute(self):
        missing = sorted(set(self.planner.needed) - set(self.planner.stock))
        return f"buy {', '.join(missing) or 'nothing'}"


class Calories(Extension, key="calories"):
    table = {"flour": 340, "eggs": 155, "butter": 717}

    def contribute(self):
        return f"{sum(self.table.get(item, 50) for item in self.planner.needed)} kcal"


class Planner:
    def __init__(self, stock, *keys):
        self.stock = set(stock)
        self.needed = []
        self.extensions = []
        for extension in Extension.equip(self, keys):
            self.extensions.append(extension)

    def plan(self, *items):
        self.needed.extend(items)
        return self

    def sheet(self):
        return {extension.key: extension.contribute() for extension in self.extensions}


def scenario(tmp):
    planner = Planner(["eggs"], "shopping", "calories")
    planner.plan("flour", "eggs", "butter")
    print(planner.sheet())
    frugal = Planner(["flour", "water"], "shopping")
    print(frugal.plan("water").sheet())
