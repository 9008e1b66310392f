# fix: open file
import csv


def scenario(tmp):
    (tmp / "a").write_text("1,2\n3,4\n")
    rows = csv.reader(open(tmp / "a", newline=""))
    header = next(rows)
    print(header, list(rows))
