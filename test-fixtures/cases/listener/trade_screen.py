"""A trading screen listens to several topics while it is open."""
import contextlib
import itertools

_trader = itertools.count(1)


class Exchange:
    def __init__(self):
        self._topics = {}

    def on(self, topic, handler):
        self._topics.setdefault(topic, []).append(handler)

    def off(self, topic, handler):
        handlers = self._topics[topic]
        handlers.remove(handler)
        if not handlers:
            del self._topics[topic]

    def publish(self, topic, **facts):
        for handler in tuple(self._topics.get(topic, ())):
            handler(**facts)


EXCHANGE = Exchange()


class TradeScreen:
    def __init__(self, trader, shares):
        self.trader = trader
        self.shares = shares
        self.rows = {}
        self.messages = []
        self._undo = contextlib.ExitStack()

    def _follow(self, topic, handler):
        EXCHANGE.on(topic, handler)
        self._undo.callback(EXCHANGE.off, topic, handler)

    def __enter__(self):
        with contextlib.ExitStack() as guard:
            guard.push(self._undo.__exit__)
            for share in self.shares:
                self._follow(f"price/{share}", self._price)
            self._follow(f"inbox/{self.trader}", lambda text: self.messages.append(text))
            guard.pop_all()
        return self

    def __exit__(self, *exc_info):
        return self._undo.__exit__(*exc_info)

    def _price(self, share, value):
        low, high = self.rows.get(share, (value, value))
        self.rows[share] = min(low, value), max(high, value)


def trade(shares, ticks):
    trader = f"trader{next(_trader)}"
    with TradeScreen(trader, shares) as screen:
        for share, value in ticks:
            EXCHANGE.publish(f"price/{share}", share=share, value=value)
        EXCHANGE.publish(f"inbox/{trader}", text="closing")
    return screen.rows, screen.messages


def scenario(tmp):
    print(trade(["abc", "xyz"], [("abc", 4), ("abc", 2), ("nil", 9)]))
    print(trade([], []))
