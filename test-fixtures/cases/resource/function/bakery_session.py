"""A bakery has sessions, timers and connections, none of which comes from a library."""


class Session:
    def __init__(self, baker):
        self.baker = baker

    def get(self, what):
        return f"{self.baker} bakes {what}"

    def close(self):
        return "never needed"


class Timer:
    def __init__(self, minutes):
        self.minutes = minutes

    def start(self):
        return self.minutes * 60


def connect(one, other):
    return f"{one}-{other}"


def morning():
    session = Session("ann")
    timer = Timer(25)
    return session.get("rolls"), timer.start(), connect("oven", "shop")


def scenario(tmp):
    print(morning())
