"""Every way to lead a caravan from one oasis to another within a number of days."""


def itineraries(roads, start, goal, days):
    found = []

    def travel(place, left, path):
        if place == goal:
            found.append((days - left, path))
            return
        for neighbour, cost in sorted(roads.get(place, {}).items()):
            if cost <= left and neighbour not in path:
                travel(neighbour, left - cost, path + (neighbour,))

    try:
        travel(start, days, (start,))
    finally:
        travel = None
    return sorted(found)


class Guide:
    def __init__(self, roads, water_per_day=3):
        self.roads = roads
        self.water_per_day = water_per_day

    def both_ways(self):
        roads = {place: dict(out) for place, out in self.roads.items()}
        for place, out in self.roads.items():
            for neighbour, cost in out.items():
                roads.setdefault(neighbour, {}).setdefault(place, cost)
        return roads

    def advise(self, start, goal, days):
        options = itineraries(self.both_ways(), start, goal, days)
        if not options:
            return "stay at home"
        length, path = options[0]
        return f"{' > '.join(path)}: {length} days, {length * self.water_per_day} skins of water"


def scenario(tmp):
    guide = Guide({"Siwa": {"Bahariya": 5, "Jaghbub": 3}, "Bahariya": {"Farafra": 3}, "Farafra": {"Dakhla": 4}})
    for goal, days in (("Farafra", 9), ("Dakhla", 9), ("Dakhla", 20)):
        print(guide.advise("Siwa", goal, days))
