"""Stock of a shop in a database."""
import sqlite3
from contextlib import closing


def restock(path, deliveries):
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute("create table if not exists stock (article text primary key, pieces int)")
            connection.executemany("insert or replace into stock values (?, ?)", deliveries)
    finally:
        connection.close()


def pieces(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("select sum(pieces) from stock").fetchone()[0]


def scenario(tmp):
    restock(tmp / "db", [("bolt", 4), ("nut", 3)])
    print(pieces(tmp / "db"))
