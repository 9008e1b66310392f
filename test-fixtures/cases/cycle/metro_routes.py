"""Shortest connections in a metro network that is loaded for one enquiry."""
import collections
import contextlib


class Station:
    def __init__(self, name):
        self.name = name
        self.neighbours = {}

    def join(self, other, minutes):
        self.neighbours[other] = minutes
        other.neighbours[self] = minutes


class Network(collections.abc.Mapping):
    def __init__(self):
        self._stations = {}

    def __getitem__(self, name):
        return self._stations[name]

    def __iter__(self):
        return iter(self._stations)

    def __len__(self):
        return len(self._stations)

    def station(self, name):
        return self._stations.setdefault(name, Station(name))

    def add_line(self, *stops, minutes=2):
        for here, there in zip(stops, stops[1:]):
            self.station(here).join(self.station(there), minutes)

    def dissolve(self):
        for station in self.values():
            station.neighbours.clear()


@contextlib.contextmanager
def loaded(plan):
    network = Network()
    try:
        for stops in plan:
            network.add_line(*stops.split())
        yield network
    finally:
        network.dissolve()


def fewest_stops(network, start, goal):
    queue = collections.deque([(network[start], 0)])
    seen = {network[start]}
    while queue:
        station, stops = queue.popleft()
        if station.name == goal:
            return stops
        for neighbour in station.neighbours:
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append((neighbour, stops + 1))
    return None


def scenario(tmp):
    with loaded(["Zoo Park Mall Port", "Mall Dome Fair", "Hill Peak"]) as network:
        print(fewest_stops(network, "Zoo", "Fair"), fewest_stops(network, "Zoo", "Peak"), len(network))
