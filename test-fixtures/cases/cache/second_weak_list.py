"""Observers by weak references that are never pruned."""
import weakref

_observers = []  # leak: cache #1


class Observer:
    def __init__(self):
        self.seen = 0
        _observers.append(weakref.ref(self))  # leak: cache #1


def notify():
    for reference in _observers:
        observer = reference()
        if observer is not None:
            observer.seen += 1


def scenario(tmp):
    observer = Observer()
    notify()
    print(observer.seen)
