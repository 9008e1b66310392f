"""Merges sorted files into one."""
import heapq


def merge(paths, target):
    sources = []
    try:
        for path in paths:
            sources.append(open(path))
        with open(target, "w") as out:
            out.writelines(heapq.merge(*sources))
    finally:
        for source in sources:
            source.close()


def scenario(tmp):
    (tmp / "a").write_text("ant\ncow\n")
    (tmp / "b").write_text("bee\nduck\n")
    merge([tmp / "a", tmp / "b"], tmp / "all")
    print((tmp / "all").read_text().split())
