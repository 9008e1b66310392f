"""Lights lamps from a pool; every street gets its own pool."""
import concurrent.futures as cf


class Street:
    def __init__(self, lamps):
        self.lamps = lamps
        self.pool = cf.ThreadPoolExecutor(2)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.pool.shutdown()

    def light(self):
        return list(self.pool.map(str.upper, self.lamps))


def evening(streets):
    lit = []
    for lamps in streets:
        with Street(lamps) as street:
            lit += street.light()
    return lit


def scenario(tmp):
    print(evening([["a", "b"], ["c"]]))
