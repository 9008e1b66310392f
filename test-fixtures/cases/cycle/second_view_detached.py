"""A model and a view that is taken off again."""


class Model:
    def __init__(self):
        self.value = 0
        self.views = []

    def attach(self, view):
        self.views.append(view)

    def detach(self, view):
        self.views.remove(view)

    def set(self, value):
        self.value = value
        for view in self.views:
            view.refresh()


class View:
    def __init__(self, model):
        self.model = model
        self.shown = None
        model.attach(self)

    def refresh(self):
        self.shown = f"<{self.model.value}>"

    def close(self):
        self.model.detach(self)


def scenario(tmp):
    model = Model()
    view = View(model)
    try:
        model.set(3)
        print(view.shown)
    finally:
        view.close()
