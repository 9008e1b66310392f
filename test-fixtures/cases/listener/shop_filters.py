"""Every order of a shop is logged with its number by a filter."""
import logging

shop = logging.getLogger("shop.orders")
shop.propagate = False
shop.addHandler(logging.NullHandler())


class Number(logging.Filter):
    def __init__(self, number):
        super().__init__()
        self.number = number

    def filter(self, record):
        record.number = self.number
        return True


class Order:
    def __init__(self, log, number):
        self.log = log
        self.filter = Number(number)
        self.log.addFilter(self.filter)  # leak: listener

    def pay(self, amount):
        self.log.info("paid %d", amount)
        return self.filter.number * amount


class Quote:
    def __init__(self, log, number):
        self.log = log
        self.filter = Number(number)

    def __enter__(self):
        self.log.addFilter(self.filter)
        return self

    def __exit__(self, *exc_info):
        self.log.removeFilter(self.filter)


def sell(number, amount):
    with Quote(shop, number):
        shop.info("quote")
    return Order(shop, number).pay(amount)


def scenario(tmp):
    print(sell(2, 3), sell(1, 1))
