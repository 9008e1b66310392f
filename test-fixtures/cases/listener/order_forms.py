"""Order forms are saved or thrown away; both end what they listen to."""


class Prices:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def unsubscribe(self, listener):
        self._listeners.remove(listener)

    def change(self, factor):
        for listener in list(self._listeners):
            listener(factor)


prices = Prices()


class Form:
    def __init__(self, total):
        self.total = total
        self.log = []
        prices.subscribe(self.scale)

    def scale(self, factor):
        self.total *= factor

    def save(self):
        if self.total <= 0:
            return False
        self.log.append(self.total)
        prices.unsubscribe(self.scale)
        return True

    def discard(self):
        prices.unsubscribe(self.scale)


def order(total):
    form = Form(total)
    prices.change(2)
    if not form.save():
        form.discard()
    return form.log


def scenario(tmp):
    print(order(4), order(0))
