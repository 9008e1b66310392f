"""The log of a ferry: functions are connected by decorator, and stay as long as they are asked to."""
import weakref


class Event:
    def __init__(self, name):
        self.name = name
        self._hooks = []

    def hook(self, function=None, *, strong=False):
        if function is None:
            return lambda given: self.hook(given, strong=strong)
        if strong:
            self._hooks.append(lambda: function)
        else:
            self._hooks.append(weakref.ref(function, self._hooks.remove))
        return function

    def happen(self, *args):
        for hook in tuple(self._hooks):
            target = hook()
            if target is not None:
                target(*args)


departure = Event("departure")


@departure.hook(strong=True)
def always(ferry):
    return ferry


def watch(ferries):
    seen = []

    @departure.hook(strong=True)  # leak: listener
    def left(ferry):
        seen.append(f"{ferry} left")

    @departure.hook
    def gone(ferry):
        seen.append(f"{ferry} gone")

    for ferry in ferries:
        departure.happen(ferry)
    return seen


def scenario(tmp):
    print(watch(["ida", "olga"]))
