"""Tokens of logged-in users, valid for a while."""
import itertools
import secrets

LIFETIME = 3
_tokens = {}
_clock = itertools.count()


def _purge(now):
    for token in [token for token, born in _tokens.items() if now - born > LIFETIME]:
        del _tokens[token]


def login(user):
    now = next(_clock)
    _purge(now)
    token = f"{user}-{secrets.token_hex(4)}"
    _tokens[token] = now
    return token


def scenario(tmp):
    print(login("ann").partition("-")[0], login("bob") in _tokens)
