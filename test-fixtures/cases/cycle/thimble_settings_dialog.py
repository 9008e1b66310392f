"""A dialog with a few controls; it is torn down when the user is done."""


class Control:
    def __init__(self, parent, label):
        self.parent = parent
        self.label = label
        self.on_change = None
        parent.controls.append(self)

    def change(self, value):
        if self.on_change is not None:
            self.on_change(self, value)


class Slider(Control):
    def __init__(self, parent, label, low, high):
        super().__init__(parent, label)
        self.low, self.high = low, high

    def change(self, value):
        super().change(max(self.low, min(self.high, value)))


class CheckBox(Control):
    def change(self, value):
        super().change(bool(value))


def detach(control):
    control.on_change = None
    control.parent = None


class SettingsDialog:
    def __init__(self, settings):
        self.settings = settings
        self.controls = []
        self.changed = set()
        self.volume = Slider(self, "volume", 0, 10)
        self.muted = CheckBox(self, "muted")
        for control in self.controls:
            control.on_change = self.store

    def store(self, control, value):
        if self.settings.get(control.label) != value:
            self.settings[control.label] = value
            self.changed.add(control.label)

    def destroy(self):
        for control in self.controls:
            detach(control)
        self.controls = []


def edit(settings, **choices):
    dialog = SettingsDialog(settings)
    try:
        for label, value in choices.items():
            getattr(dialog, label).change(value)
        return sorted(dialog.changed)
    finally:
        dialog.destroy()


def scenario(tmp):
    settings = {"volume": 5, "muted": False}
    print(edit(settings, volume=42, muted=0), settings)
    print(edit(settings, muted="yes"), settings)
