"""Counts leaves with a helper that calls itself."""


def _count(node):
    return sum(_count(child) for child in node) if isinstance(node, list) else 1


def make_counter():
    def count(tree):
        return _count(tree)
    return count


count_leaves = make_counter()


def scenario(tmp):
    print(count_leaves([1, [2, 3], [[4]]]))
    print(count_leaves([]))
