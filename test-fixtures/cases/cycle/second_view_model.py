"""A model and the view that shows it."""


class Model:
    def __init__(self):
        self.value = 0
        self.views = []

    def attach(self, view):
        self.views.append(view)  # leak: cycle #1

    def set(self, value):
        self.value = value
        for view in self.views:
            view.refresh()


class View:
    def __init__(self, model):
        self.model = model  # leak: cycle #1
        self.shown = None
        model.attach(self)  # leak: cycle #1

    def refresh(self):
        self.shown = f"<{self.model.value}>"


def scenario(tmp):
    model = Model()
    view = View(model)
    model.set(3)
    print(view.shown)
