"""Signals that look after their receivers: methods weakly, plain functions as they are."""
import inspect
import weakref


def reference_to(receiver):
    if inspect.ismethod(receiver):
        return weakref.WeakMethod(receiver)
    return lambda: receiver


class Notice:
    def __init__(self):
        self._receivers = []

    def connect(self, receiver):
        self._receivers.append(reference_to(receiver))

    def send(self, value):
        for reference in self._receivers:
            receiver = reference()
            if receiver is not None:
                receiver(value)
        for reference in [one for one in self._receivers if one() is None]:
            self._receivers.remove(reference)


notice = Notice()


class Reader:
    def __init__(self):
        self.values = []
        notice.connect(self.read)

    def read(self, value):
        self.values.append(value)


def scenario(tmp):
    reader = Reader()
    notice.send(1)
    print(reader.values)
