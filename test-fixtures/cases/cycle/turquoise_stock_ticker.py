"""Quotes are pushed to panels, which also ask the feed for its history."""
import weakref


class QuoteFeed:
    def __init__(self):
        self._listeners = []
        self._history = {}

    def connect(self, callback):
        self._listeners.append(weakref.WeakMethod(callback))

    def push(self, symbol, price):
        self._history.setdefault(symbol, []).append(price)
        alive = []
        for reference in self._listeners:
            callback = reference()
            if callback is not None:
                callback(symbol, price)
                alive.append(reference)
        self._listeners = alive

    def history(self, symbol):
        return tuple(self._history.get(symbol, ()))


class Panel:
    def __init__(self, feed, symbols):
        self.feed = feed
        self.symbols = set(symbols)
        self.rows = []
        self.feed.connect(self.on_quote)

    def on_quote(self, symbol, price):
        if symbol in self.symbols:
            self.rows.append(self.format(symbol, price))

    def format(self, symbol, price):
        past = self.feed.history(symbol)
        change = price - past[-2] if len(past) > 1 else 0
        return f"{symbol} {price} ({change:+})"


class AlarmPanel(Panel):
    def __init__(self, feed, symbols, limit):
        super().__init__(feed, symbols)
        self.limit = limit

    def on_quote(self, symbol, price):
        if price > self.limit:
            super().on_quote(symbol, price)


def trade(quotes):
    feed = QuoteFeed()
    panel = Panel(feed, ["XYZ"])
    alarm = AlarmPanel(feed, ["XYZ", "ABC"], limit=20)
    for symbol, price in quotes:
        feed.push(symbol, price)
    return panel.rows, alarm.rows


def scenario(tmp):
    print(trade([("XYZ", 10), ("ABC", 22), ("XYZ", 25), ("XYZ", 19)]))
