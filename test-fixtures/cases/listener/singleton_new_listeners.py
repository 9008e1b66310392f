"""One registry of the program tells its members about the weather."""


class Weather:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.members = []
        return cls._instance

    def register(self, member):
        self.members.append(member)

    def unregister(self, member):
        self.members.remove(member)

    def tell(self, text):
        for member in list(self.members):
            member.told(text)


class Farmer:
    def __init__(self):
        self.heard = []
        Weather().register(self)  # leak: listener

    def told(self, text):
        self.heard.append(text)


class Sailor:
    def __init__(self):
        self.heard = []
        self.weather = Weather()
        self.weather.register(self)

    def told(self, text):
        self.heard.append(text)

    def retire(self):
        self.weather.unregister(self)


def scenario(tmp):
    farmer, sailor = Farmer(), Sailor()
    Weather().tell("rain")
    sailor.retire()
    print(farmer.heard, sailor.heard)
