"""A text pipeline whose stages report to the pipeline that they belong to."""


class Component:
    """Anything that lives in a tree and can be closed."""

    def __init__(self, owner=None):
        self.owner = owner
        self.parts = []
        if owner is not None:
            owner.parts.append(self)

    def close(self):
        for part in self.parts:
            part.close()
        self.parts.clear()
        self.owner = None

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()
        return False


class Pipeline(Component):
    def __init__(self):
        super().__init__()
        self.counts = {}

    def report(self, stage, amount):
        name = type(stage).__name__
        self.counts[name] = self.counts.get(name, 0) + amount

    def run(self, lines):
        for stage in self.parts:
            lines = stage.process(lines)
        return lines


class Stage(Component):
    def process(self, lines):
        result = [line for line in map(self.convert, lines) if line]
        self.owner.report(self, len(lines) - len(result))
        return result

    def convert(self, line):
        raise NotImplementedError


class StripComments(Stage):
    def convert(self, line):
        return line.partition("#")[0].strip()


class DropShort(Stage):
    def __init__(self, owner, minimum):
        super().__init__(owner)
        self.minimum = minimum

    def convert(self, line):
        return line if len(line) >= self.minimum else ""


def clean(text):
    with Pipeline() as pipeline:
        StripComments(pipeline)
        DropShort(pipeline, minimum=3)
        return pipeline.run(text.splitlines()), pipeline.counts


def scenario(tmp):
    print(clean("alpha # first\n# nothing\nbe\ngamma"))
    print(clean("x"))
