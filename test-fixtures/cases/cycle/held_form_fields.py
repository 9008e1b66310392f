"""A form whose fields tell it about changes."""


class Field:
    def __init__(self, name, on_change):
        self.name = name
        self.value = ""
        self.on_change = on_change  # leak: cycle #1

    def type(self, text):
        self.value += text
        self.on_change(self)


class Form:
    def __init__(self, *names):
        self.changes = []
        self.fields = {}
        for name in names:
            self.fields[name] = Field(name, self.changed)  # leak: cycle #1

    def changed(self, field):
        self.changes.append((field.name, field.value))


def scenario(tmp):
    form = Form("street", "town")
    form.fields["town"].type("U")
    form.fields["town"].type("lm")
    print(form.changes)
