"""Collects the rows of a query in a spill file when they do not fit into memory."""
import tempfile


def checksum(rows, limit):
    kept = []
    spill = None
    for row in rows:
        if len(kept) < limit:
            kept.append(row)
        else:
            if spill is None:
                spill = tempfile.TemporaryFile()  # leak: resource
            spill.write(row)
    if spill is None:
        return sum(map(sum, kept))
    spill.seek(0)
    return sum(map(sum, kept)) + sum(spill.read())


def scenario(tmp):
    print(checksum([b"\1\2", b"\3"], limit=5), checksum([b"\1"] * 9, limit=2))
