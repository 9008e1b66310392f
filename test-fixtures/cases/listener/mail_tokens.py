"""A mail box with rules, cancelled by their tokens at the end of a session."""
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
        self._tokens = []
        for word in words:
            self._tokens.append(box.add_rule(lambda mail, word=word: word in mail))

    def close(self):
        for token in self._tokens:
            box.cancel(token)
        self._tokens.clear()


def scenario(tmp):
    session = Session(["invoice", "tax"])
    print(box.deliver("your invoice"))
    session.close()
