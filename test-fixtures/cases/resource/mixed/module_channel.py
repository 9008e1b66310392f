"""A channel of the whole module that is set up and torn down."""

_channel = None


def set_up(path):
    global _channel
    _channel = open(path, "a")


def say(text):
    print(text, file=_channel)


def tear_down():
    global _channel
    if _channel is not None:
        _channel.close()
        _channel = None


def scenario(tmp):
    set_up(tmp / "c")
    try:
        say("hello")
    finally:
        tear_down()
    print((tmp / "c").read_text())
