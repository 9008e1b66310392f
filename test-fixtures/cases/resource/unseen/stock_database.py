"""Looks into the stock."""
import contextlib
import sqlite3


def in_stock(path, article):
    connection = sqlite3.connect(path)  # leak: resource
    row = connection.execute("select n from stock where article = ?", (article,)).fetchone()
    if row is None:
        return 0
    connection.close()
    return row[0]


def scenario(tmp):
    with contextlib.closing(sqlite3.connect(tmp / "stock.db")) as connection:
        connection.execute("create table stock (article, n)")
        connection.execute("insert into stock values ('tea', 4)")
        connection.commit()
    print(in_stock(tmp / "stock.db", "tea"), in_stock(tmp / "stock.db", "cup"))
