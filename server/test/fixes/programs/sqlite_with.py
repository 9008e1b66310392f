# fix: sqlite3.connect sqlite-connection closing
import sqlite3


def scenario(tmp):
    with sqlite3.connect(tmp / "a.db") as connection:
        connection.execute("create table t (x)")
        connection.execute("insert into t values (1)")
    with sqlite3.connect(tmp / "a.db") as connection:
        print(connection.execute("select * from t").fetchall())
    try:
        with sqlite3.connect(tmp / "a.db") as connection:
            connection.execute("insert into t values (2)")
            raise KeyError("x")
    except KeyError as error:
        print(error)
    with sqlite3.connect(tmp / "a.db") as connection:
        print(connection.execute("select count(*) from t").fetchone())
