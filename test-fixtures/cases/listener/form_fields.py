"""Form fields tell their form about changes; a form remembers recent values."""

_validators = []


def register_validator(check):
    """Register a check for all forms."""
    _validators.append(check)  # leak: listener #1
    return check


def not_empty(value):
    return bool(value)


class Form:
    def __init__(self, longest):
        self.longest = longest
        register_validator(lambda value: len(value) <= self.longest)  # leak: listener #1

    def valid(self, value):
        return all(check(value) for check in _validators[-2:])


register_validator(not_empty)


def scenario(tmp):
    print(Form(10).valid("short"))
