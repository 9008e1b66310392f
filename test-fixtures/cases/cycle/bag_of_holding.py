"""Items and bags; a bag is an item as well."""


class Item:
    def __init__(self, name):
        self.name = name
        self.bag = None

    def put_into(self, bag):
        self.bag = bag  # leak: cycle #1
        bag.contents[self.name] = self  # leak: cycle #1


class Bag(Item):
    def __init__(self, name):
        super().__init__(name)
        self.contents = {}

    def listing(self):
        return sorted(self.contents)


def pack(names):
    bag = Bag("sack")
    for name in names:
        Item(name).put_into(bag)
    return bag.listing()


def scenario(tmp):
    print(pack(["rope", "lamp"]))
