"""Airports that are connected both ways, and the cheapest connection between two of them."""
import heapq


class Airport:
    def __init__(self, code, network_name):
        self.code = code
        self.network_name = network_name
        self.neighbours = {}

    def link(self, other, price):
        self.neighbours[other.code] = price
        other.neighbours[self.code] = price


class FlightNetwork:
    def __init__(self, name):
        self.name = name
        self.airports = {}

    def airport(self, code):
        if code not in self.airports:
            self.airports[code] = Airport(code, self.name)
        return self.airports[code]

    def connect(self, start, end, price):
        self.airport(start).link(self.airport(end), price)

    def cheapest(self, start, end):
        queue = [(0, start, None)]
        came_from = {}
        while queue:
            cost, code, previous = heapq.heappop(queue)
            if code in came_from:
                continue
            came_from[code] = previous
            if code == end:
                return cost, self._route(came_from, end)
            for other, price in self.airports[code].neighbours.items():
                if other not in came_from:
                    heapq.heappush(queue, (cost + price, other, code))
        return None, []

    @staticmethod
    def _route(came_from, code):
        route = []
        while code is not None:
            route.append(code)
            code = came_from[code]
        return route[::-1]


def scenario(tmp):
    network = FlightNetwork("summer")
    for start, end, price in (("VIE", "FRA", 80), ("FRA", "LIS", 120), ("VIE", "LIS", 260), ("OSL", "FRA", 90)):
        network.connect(start, end, price)
    print(network.cheapest("VIE", "LIS"))
    print(network.cheapest("LIS", "OSL"))
