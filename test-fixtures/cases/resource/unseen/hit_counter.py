"""Counts hits in a small key-value database."""
import dbm.dumb


def hit(path, page):
    database = dbm.dumb.open(str(path))  # leak: resource
    count = int(database.get(page, b"0")) + 1
    database[page] = str(count).encode()
    return count


def scenario(tmp):
    print(hit(tmp / "hits", "/"), hit(tmp / "hits", "/"))
