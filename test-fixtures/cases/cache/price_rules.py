"""Discount rules that ask each other; answers hold for one basket."""
import functools
import itertools

_basket = itertools.count(1)
_forget = []


def per_basket(rule):
    answers = {}

    @functools.wraps(rule)
    def wrapper(basket, *details):
        key = (basket.number, *details)
        if key not in answers:
            answers[key] = rule(basket, *details)
        return answers[key]

    _forget.append(answers.clear)
    return wrapper


class Basket:
    def __init__(self, lines):
        self.number = next(_basket)
        self.lines = lines

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for forget in _forget:
            forget()
        return False


@per_basket
def subtotal(basket, kind=None):
    return sum(price * count for name, price, count in basket.lines if kind in (None, name))


@per_basket
def applied(basket):
    found = []
    if subtotal(basket) > 100:
        found.append(("volume", 0.05))
    if subtotal(basket, "book") > 40:
        found.append(("reader", 0.03))
    return found


@per_basket
def discount(basket):
    return round(subtotal(basket) * sum(share for _, share in applied(basket)), 2)


def check_out(lines):
    with Basket(lines) as basket:
        if not basket.lines:
            return "empty"
        return f"{subtotal(basket) - discount(basket):.2f} {applied(basket)}"


def scenario(tmp):
    print(check_out([("book", 15.0, 3), ("lamp", 70.0, 1)]))
    print(check_out([("pen", 2.0, 4)]))
    print(check_out([]))
