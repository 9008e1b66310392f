"""A door has an open method, a bank offers a connection, and no descriptor is involved."""


class Door:
    def __init__(self, room):
        self.room = room

    def read(self):
        return f"sign on {self.room}"


class Temp:
    TemporaryFile = Door


def open(room):
    return Door(room)


def socket(kind):
    return {"kind": kind}


def walk(rooms):
    signs = []
    for room in rooms:
        door = open(room)
        signs.append(door.read())
    plug = socket("wall")
    spare = Temp.TemporaryFile("attic")
    return signs, plug["kind"], spare.room


def scenario(tmp):
    print(walk(["kitchen", "hall"]))
