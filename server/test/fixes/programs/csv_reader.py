# fix: open file
import csv


def scenario(tmp):
    path = tmp / "a.csv"
    path.write_text("a,b\n1,2\n")
    f = open(path, newline="")
    rows = csv.DictReader(f)
    total = 0
    for row in rows:
        total += int(row["a"])
    print(rows.fieldnames, total)
    print("done")
