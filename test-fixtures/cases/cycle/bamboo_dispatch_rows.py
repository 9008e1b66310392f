"""Read dispatch notes of a nursery; rows are converted while they are asked for."""
import csv
import itertools


class DispatchReader:
    dialect = "excel"

    def __init__(self, path):
        self.rejected = 0
        self.header = []
        self._rows = self._open(path)  # leak: cycle #1

    def _open(self, path):
        with open(path, newline="", encoding="utf-8") as stream:
            raw = list(csv.reader(stream, self.dialect))
        self.header = raw[0] if raw else []
        usable = itertools.filterfalse(self._is_blank, raw[1:])  # leak: cycle #1
        return map(self._convert, usable)  # leak: cycle #1

    def _is_blank(self, row):
        if any(cell.strip() for cell in row):
            return False
        self.rejected += 1
        return True

    def _convert(self, row):
        note = dict(zip(self.header, row))
        note["stems"] = int(note.get("stems") or 0)
        return note

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._rows)


class GermanDispatchReader(DispatchReader):
    dialect = "excel-tab"


def first_large(reader, stems):
    for note in reader:
        if note["stems"] >= stems:
            return note["plot"]
    return None


def scenario(tmp):
    comma = tmp / "monday.csv"
    comma.write_text("plot,stems\nA1,12\n,\nB4,90\nC2,7\n", encoding="utf-8")
    tabs = tmp / "tuesday.tsv"
    tabs.write_text("plot\tstems\nD9\t3\n", encoding="utf-8")
    print(first_large(DispatchReader(comma), 50))
    print(first_large(GermanDispatchReader(tabs), 50))
