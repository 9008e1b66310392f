"""Opens a form for filling in; the form is saved when the block is left without error."""


class Form:
    def __init__(self, path):
        self.path = path
        self.fields = {}

    def __enter__(self):
        self._out = open(self.path, "w")  # leak: resource
        return self.fields

    def __exit__(self, kind, value, trace):
        if kind is not None:
            return False
        for name, content in self.fields.items():
            self._out.write(f"{name}: {content}\n")
        self._out.close()
        return False


def scenario(tmp):
    with Form(tmp / "a") as fields:
        fields["name"] = "ann"
    try:
        with Form(tmp / "b") as fields:
            fields["age"] = int("n/a")
    except ValueError:
        print("not saved", (tmp / "a").read_text())
