"""Sessions of a web shop, kept by token."""
import itertools

_tokens = itertools.count(1)


class SessionStore:
    def __init__(self):
        self._sessions = {}  # leak: cache #1

    def login(self, user):
        token = f"t{next(_tokens)}"
        self._sessions[token] = {"user": user, "cart": []}  # leak: cache #1
        return token

    def user_of(self, token):
        return self._sessions[token]["user"]


STORE = SessionStore()  # leak: cache #1


def scenario(tmp):
    token = STORE.login("ada")
    print(STORE.user_of(token))
