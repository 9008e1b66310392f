"""Times of a ferry: functions are connected by decorator."""
import weakref


class Event:
    def __init__(self, name):
        self.name = name
        self._hooks = []

    def __call__(self, function=None, *, strong=False):
        def connect(target):
            self._hooks.append((lambda: target) if strong else weakref.ref(target, self._hooks.remove))
            return target

        return connect if function is None else connect(function)

    def happen(self, *args):
        for hook in tuple(self._hooks):
            target = hook()
            if target is not None:
                target(*args)


departure = Event("departure")
arrival = Event("arrival")


def watch(ferries):
    seen = []

    @departure
    def left(ferry):
        seen.append(f"{ferry} left")

    @arrival(strong=False)
    def came(ferry):
        seen.append(f"{ferry} came")

    for ferry in ferries:
        departure.happen(ferry)
        arrival.happen(ferry)
    return seen


def scenario(tmp):
    print(watch(["ida", "olga"]))
