"""Collect the errors of a form in one object."""


class Report:
    def __init__(self):
        self.errors = {}

    def check(self, name, convert, text):
        try:
            return convert(text)
        except (ValueError, TypeError) as error:
            self.errors[name] = error  # leak: cycle
            return None

    def summary(self):
        return {name: type(error).__name__ for name, error in self.errors.items()}


def scenario(tmp):
    report = Report()
    report.check("age", int, "x")
    report.check("size", float, "1.5")
    print(report.summary())
