"""Users, one object per name."""
import itertools

_n = itertools.count()


class User:
    _by_name = {}  # leak: cache #1

    def __new__(cls, name):
        user = cls._by_name.get(name)
        if user is None:
            user = cls._by_name[name] = super().__new__(cls)  # leak: cache #1
            user.name = name
        return user


def scenario(tmp):
    print(User("ada") is User("ada"), User(f"guest{next(_n)}").name.startswith("guest"))
