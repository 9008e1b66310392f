"""Audit of a small bank, kept through an alias and extend()."""

_audit = []  # leak: cache #1


class Line:
    def __init__(self, text):
        self.text = text


def transfer(source, target, amount):
    lines = _audit
    lines.extend([Line(f"{source} -{amount}"), Line(f"{target} +{amount}")])  # leak: cache #1
    return amount


def scenario(tmp):
    print(transfer("Ann", "Bob", 10))
