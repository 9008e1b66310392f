"""A shop that has a store; when the shop closes, so does the store."""


class Store:
    def __init__(self, path):
        self._stock = path.open("a+")

    def put(self, item):
        self._stock.write(item + "\n")

    def items(self):
        self._stock.seek(0)
        return self._stock.read().split()

    def dispose(self):
        self._stock.close()


class Shop:
    def __init__(self, folder):
        self.store = Store(folder / "stock")

    def deliver(self, *items):
        for item in items:
            self.store.put(item)
        return self.store.items()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.store.dispose()


def scenario(tmp):
    with Shop(tmp) as shop:
        print(shop.deliver("tea", "salt"))
