"""Sessions of a web shop, removed at logout."""
import itertools

_tokens = itertools.count(1)


class SessionStore:
    def __init__(self):
        self._sessions = {}

    def login(self, user):
        token = f"t{next(_tokens)}"
        self._sessions[token] = {"user": user, "cart": []}
        return token

    def logout(self, token):
        return self._sessions.pop(token)["user"]


STORE = SessionStore()


def scenario(tmp):
    token = STORE.login("ada")
    print(STORE.logout(token))
