"""Rooms of a text adventure: lists of ways that lead into each other."""


def build(names):
    hall = ["hall"]
    for name in names:
        room = [name]
        hall.append(room)  # leak: cycle #1
        room.append(hall)  # leak: cycle #1
    return hall


def ways(room):
    return sum(1 for one in room if isinstance(one, list))


def scenario(tmp):
    hall = build(["kitchen", "attic"])
    print(hall[0], ways(hall), ways(hall[1]))
