"""Declarative settings objects with validation and a change log per field."""


class BoundSetting:
    __slots__ = ("owner", "name", "value", "history")

    def __init__(self, owner, name, value):
        self.owner = owner  # leak: cycle #1
        self.name = name
        self.value = value
        self.history = []

    def change(self, value):
        self.history.append(self.value)
        self.value = value
        self.owner.touched += 1


class Setting:
    def __init__(self, default, check=None):
        self.default = default
        self.check = check or (lambda value: True)

    def __set_name__(self, cls, name):
        self.name = name
        self.slot = f"_setting_{name}"

    def _bound(self, instance):
        state = vars(instance)
        if self.slot not in state:
            state[self.slot] = BoundSetting(instance, self.name, self.default)  # leak: cycle #1
        return state[self.slot]

    def __get__(self, instance, cls=None):
        return self if instance is None else self._bound(instance).value

    def __set__(self, instance, value):
        if not self.check(value):
            raise ValueError(f"{self.name}: {value!r} is not allowed")
        self._bound(instance).change(value)

    def history_of(self, instance):
        return list(self._bound(instance).history)


class EditorSettings:
    tab_width = Setting(4, check=lambda value: value in (2, 4, 8))
    theme = Setting("light")

    def __init__(self):
        self.touched = 0


def apply(overrides):
    settings = EditorSettings()
    refused = []
    for name, value in overrides:
        try:
            setattr(settings, name, value)
        except ValueError as exc:
            refused.append(str(exc))
    return settings.tab_width, settings.theme, settings.touched, refused


def scenario(tmp):
    print(apply([("tab_width", 8), ("theme", "dark"), ("tab_width", 5)]))
    print(apply([("theme", "sepia")]))
