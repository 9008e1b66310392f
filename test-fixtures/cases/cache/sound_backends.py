"""Plays sounds on one of a few devices."""

_opened = {}


class Silent:
    def play(self, tone):
        return f"({tone})"


class Loud(Silent):
    def play(self, tone):
        return tone.upper()


def backend(name=None):
    name = name or "silent"
    if name in _opened:
        return _opened[name]
    if name == "silent":
        made = Silent()
    elif name == "loud":
        made = Loud()
    else:
        raise LookupError(f"no such backend: {name}")
    _opened[name] = made
    return made


def scenario(tmp):
    print(backend().play("do"), backend("loud").play("re"))
    try:
        backend("orchestra")
    except LookupError as error:
        print(error)
