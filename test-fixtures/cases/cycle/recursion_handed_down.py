"""Walks over nested data, without a function that knows itself."""


def depth(data):
    return 1 + max(map(depth, data), default=0) if isinstance(data, list) else 0


def flatten(data):
    def walk(step, part):
        if isinstance(part, list):
            return [leaf for inner in part for leaf in step(step, inner)]
        return [part]

    return walk(walk, data)


def total(data):
    def add(part):
        return sum(map(add, part)) if isinstance(part, list) else part

    try:
        return add(data)
    finally:
        del add


def scenario(tmp):
    data = [1, [2, [3, 4]], 5]
    print(depth(data), flatten(data), total(data))
