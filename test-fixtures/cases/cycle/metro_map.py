"""Stations of an underground network, and the fewest stops between two of them."""
from collections import deque


class Station:
    def __init__(self, name):
        self.name = name
        self.neighbours = set()

    def connect(self, other):
        self.neighbours.add(other)  # leak: cycle #1
        other.neighbours.add(self)  # leak: cycle #1


def stops(start, goal):
    queue, seen = deque([(start, 0)]), {start}
    while queue:
        station, distance = queue.popleft()
        if station is goal:
            return distance
        for near in station.neighbours - seen:
            seen.add(near)
            queue.append((near, distance + 1))
    return None


def load(lines):
    stations = {}
    for line in lines:
        names = line.split("-")
        for name in names:
            if name not in stations:
                stations[name] = Station(name)
        for left, right in zip(names, names[1:]):
            stations[left].connect(stations[right])
    return stations


def scenario(tmp):
    stations = load(["Park-Market-Harbour", "Market-Museum-Zoo"])
    print(stops(stations["Park"], stations["Zoo"]))
