"""Words of a text are counted by a function that hears each word."""
import functools

_listeners = {}


def on(event):
    def decorate(function):
        _listeners.setdefault(event, []).append(function)
        return function

    return decorate


def emit(event, *args):
    for function in _listeners.get(event, ()):
        function(*args)


@on("start")
def started(text):
    return len(text)


def read(text):
    emit("start", text)
    for word in text.split():
        emit("word", word)


def tally(text):
    counts = {}

    @on("word")  # leak: listener #1
    def count(word):  # leak: listener #1
        counts[word] = counts.get(word, 0) + 1

    read(text)
    return functools.reduce(max, counts.values(), 0)


def scenario(tmp):
    print(tally("to be or not to be"))
