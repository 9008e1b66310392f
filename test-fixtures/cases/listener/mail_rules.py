"""A mail box with rules; rules give back a token to cancel them."""
import itertools


class MailBox:
    def __init__(self):
        self._rules = {}
        self._numbers = itertools.count()

    def add_rule(self, rule):
        token = next(self._numbers)
        self._rules[token] = rule
        return token

    def cancel(self, token):
        self._rules.pop(token, None)

    def deliver(self, mail):
        return [rule(mail) for rule in list(self._rules.values())]


box = MailBox()


class Session:
    def __init__(self, words):
        self.words = words
        for word in words:
            self._token = box.add_rule(self.matches)  # leak: listener

    def matches(self, mail):
        return any(word in mail for word in self.words)

    def close(self):
        box.cancel(self._token)


def scenario(tmp):
    session = Session(["invoice", "tax"])
    print(box.deliver("your invoice")[-2:])
    session.close()
