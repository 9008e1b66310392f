"""An engine creates its plugins through a table of classes."""
import dataclasses


@dataclasses.dataclass
class Plugin:
    engine: object
    speed: int = 1

    def step(self):
        return self.engine.ticks * self.speed


class Engine:
    def __init__(self):
        self.ticks = 2
        self.plugin = Plugin(self, 5)  # leak: cycle

    def run(self):
        return self.plugin.step()


def scenario(tmp):
    print(Engine().run())
