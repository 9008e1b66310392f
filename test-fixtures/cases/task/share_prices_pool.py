"""Polls prices in the background while a report is written."""
import time
from concurrent.futures import ThreadPoolExecutor


class Exchange:
    def __init__(self, quotes):
        self._quotes = dict(quotes)

    def quote(self, symbol):
        return self._quotes.get(symbol, 0.0)


class PriceFeed:
    interval = 0.02

    def __init__(self, exchange, symbols):
        self.exchange = exchange
        self.symbols = tuple(symbols)
        self.latest = {symbol: None for symbol in self.symbols}
        self.active = True
        self._pool = ThreadPoolExecutor(max_workers=len(self.symbols))  # leak: task #1

    def __enter__(self):
        for symbol in self.symbols:
            self._pool.submit(self._poll, symbol)  # leak: task #1
        return self

    def __exit__(self, exc_type, exc, tb):
        self._pool.shutdown(wait=False, cancel_futures=True)  # leak: task #1

    def _poll(self, symbol):
        while self.active:  # leak: task #1
            self.latest[symbol] = self.exchange.quote(symbol)
            time.sleep(self.interval)

    def wait_for_all(self):
        while None in self.latest.values():
            time.sleep(0.001)
        return self.latest


def worth(portfolio, exchange):
    with PriceFeed(exchange, portfolio) as feed:
        prices = feed.wait_for_all()
        return sum(count * prices[symbol] for symbol, count in portfolio.items())


def scenario(tmp):
    exchange = Exchange({"ACME": 12.5, "INIT": 3.0})
    print(worth({"ACME": 4, "INIT": 10}, exchange))
    print(worth({"INIT": 1}, exchange))
