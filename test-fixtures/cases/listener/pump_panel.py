"""A panel of pumps: registering gives back what was registered."""


class Line:
    def __init__(self):
        self._observers = []

    def observe(self, observer):
        self._observers.append(observer)
        return observer

    def forget(self, observer):
        self._observers.remove(observer)

    def pump(self, litres):
        for observer in list(self._observers):
            observer(litres)
        return self


line = Line()


class Gauge:
    def __init__(self):
        self.litres = 0
        line.observe(self.count)

    def count(self, litres):
        self.litres += litres

    def close(self):
        line.forget(self.count)


def fill(amounts):
    gauge = Gauge()
    try:
        for amount in amounts:
            line.pump(amount)
    finally:
        gauge.close()
    return gauge.litres


def scenario(tmp):
    print(fill([1, 2, 3]))
