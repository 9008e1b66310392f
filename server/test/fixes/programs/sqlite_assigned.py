# fix: sqlite3.connect sqlite-connection
import sqlite3


def scenario(tmp):
    connection = sqlite3.connect(tmp / "a.db")
    connection.execute("create table t (x)")
    connection.execute("insert into t values (1)")
    connection.commit()
    rows = connection.execute("select * from t")
    print(rows.fetchall())
    print("done")
