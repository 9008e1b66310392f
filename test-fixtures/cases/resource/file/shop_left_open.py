"""A shop that has a store, and an office that opens one on demand."""


class Store:
    def __init__(self, path):
        self._stock = path.open("a+")  # leak: resource #1

    def put(self, item):
        self._stock.write(item + "\n")

    def items(self):
        self._stock.seek(0)
        return self._stock.read().split()

    def dispose(self):
        self._stock.close()


class Shop:
    def __init__(self, folder):
        self.store = Store(folder / "stock")  # leak: resource #1

    def deliver(self, *items):
        for item in items:
            self.store.put(item)
        return self.store.items()


def scenario(tmp):
    shop = Shop(tmp)
    print(shop.deliver("tea", "salt"))
