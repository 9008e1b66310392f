"""Shops, which are no files although they can be opened."""


class Session:
    def __init__(self, shop):
        self.shop = shop
        self.visits = 0

    def close(self):
        self.shop.sessions -= 1


class Shop:
    def __init__(self):
        self.sessions = 0

    def open(self, mode="r"):
        self.sessions += 1
        return Session(self)


def open(shop, hour):
    return shop if 9 <= hour < 18 else None


def scenario(tmp):
    shop = Shop()
    visit = shop.open("r")
    visit.visits += 1
    door = open(shop, 12)
    print(door is shop, open(shop, 20), visit.visits, shop.sessions)
