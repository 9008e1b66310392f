"""Counts the orders of a day; the with statement only commits."""
import sqlite3


def add_order(path, article):
    with sqlite3.connect(path) as connection:  # leak: resource
        connection.execute("create table if not exists orders (article)")
        connection.execute("insert into orders values (?)", (article,))
        return connection.execute("select count(*) from orders").fetchone()[0]


def scenario(tmp):
    print(add_order(tmp / "orders.db", "tea"), add_order(tmp / "orders.db", "cup"))
