"""A tiny template language whose templates may call their own helpers."""


class Template:
    def __init__(self, source):
        self.source = source
        self.scope = {"upper": str.upper, "template": self}  # leak: cycle
        self.renderings = 0

    def render(self, **values):
        self.renderings += 1
        text = self.source
        for name, value in {**self.scope, **values}.items():
            text = text.replace("{" + name + "}", str(value) if not callable(value) else name)
        return text

    def __str__(self):
        return f"template({len(self.source)})"


def scenario(tmp):
    template = Template("Dear {name}, {template} greets you")
    print(template.render(name="Eve"), template.renderings)
