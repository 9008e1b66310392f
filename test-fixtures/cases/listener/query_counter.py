"""Counts the queries of a fake database while a report runs."""

_hooks = []


def add_hook(hook):
    _hooks.append(hook)


def remove_hook(hook):
    _hooks.remove(hook)


def execute(sql):
    for hook in list(_hooks):
        hook(sql)
    return len(sql)


def report(tables):
    counts = {}

    def count(sql):
        counts[sql] = counts.get(sql, 0) + 1

    add_hook(count)
    try:
        if not tables:
            return counts
        for table in tables:
            execute(f"select * from {table}")
    finally:
        remove_hook(count)
    return counts


def scenario(tmp):
    print(report(["person", "address"]))
    print(report([]))
