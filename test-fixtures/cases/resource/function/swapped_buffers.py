"""Sorts by merging between two scratch files that change their roles."""
import tempfile


def halve(numbers, rounds):
    old, new = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
    with old, new:
        old.write("\n".join(map(str, numbers)))
        for _ in range(rounds):
            old.seek(0)
            new.seek(0)
            new.truncate()
            for line in old:
                new.write(f"{int(line) // 2}\n")
            old, new = new, old
        old.seek(0)
        return [int(line) for line in old]


def scenario(tmp):
    print(halve([8, 5, 12], 2))
