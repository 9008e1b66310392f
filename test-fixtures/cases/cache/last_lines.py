"""The last lines of a log and the last temperatures."""
import collections

LINES = []
EVENTS = []
TEMPERATURES = collections.deque(maxlen=6)


def log(text):
    LINES.append([text])
    LINES[:] = LINES[-4:]


def event(text):
    EVENTS.append([text])
    del EVENTS[:-4]


def scenario(tmp):
    for value in (20, 21, 23):
        TEMPERATURES.append([value])
        log(f"t={value}")
        event("measured")
    print(LINES[-1], EVENTS[-1], TEMPERATURES[-1])
