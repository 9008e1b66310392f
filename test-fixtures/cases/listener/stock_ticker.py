"""Charts follow a stock ticker through a disposable subscription."""


class Subscription:
    def __init__(self, ticker, callback):
        self._ticker = ticker
        self._callback = callback

    def dispose(self):
        self._ticker.callbacks.remove(self._callback)


class Ticker:
    def __init__(self):
        self.callbacks = []

    def subscribe(self, callback):
        self.callbacks.append(callback)
        return Subscription(self, callback)

    def tick(self, price):
        for callback in list(self.callbacks):
            callback(price)


TICKER = Ticker()


class Chart:
    def __init__(self):
        self.prices = []
        self.subscription = TICKER.subscribe(self.prices.append)

    def close(self):
        self.subscription.dispose()


class Alarm:
    def __init__(self, limit):
        self.limit = limit
        self.rang = False
        TICKER.subscribe(self.check)  # leak: listener

    def check(self, price):
        self.rang = self.rang or price > self.limit


def scenario(tmp):
    chart, alarm = Chart(), Alarm(10)
    for price in (9, 11):
        TICKER.tick(price)
    print(chart.prices, alarm.rang)
    chart.close()
