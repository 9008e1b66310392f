"""Shortest rides in a tram network."""
import heapq
from collections import defaultdict


class Stop:
    __slots__ = ("name", "tracks")

    def __init__(self, name):
        self.name = name
        self.tracks = []


class Track:
    __slots__ = ("start", "end", "minutes")

    def __init__(self, start, end, minutes):
        self.start = start  # leak: cycle #1
        self.end = end
        self.minutes = minutes

    def other(self, stop):
        return self.end if stop is self.start else self.start


class Network:
    def __init__(self):
        self._stops = {}

    def __getitem__(self, name):
        if name not in self._stops:
            self._stops[name] = Stop(name)
        return self._stops[name]

    def connect(self, first, second, minutes):
        track = Track(self[first], self[second], minutes)  # leak: cycle #1
        for stop in (track.start, track.end):
            stop.tracks.append(track)  # leak: cycle #1

    def ride(self, start, goal):
        best = defaultdict(lambda: float("inf"), {start: 0})
        agenda = [(0, start)]
        while agenda:
            minutes, name = heapq.heappop(agenda)
            if name == goal:
                return minutes
            for track in self[name].tracks:
                neighbour = track.other(self[name]).name
                if minutes + track.minutes < best[neighbour]:
                    best[neighbour] = minutes + track.minutes
                    heapq.heappush(agenda, (best[neighbour], neighbour))
        return None


def scenario(tmp):
    network = Network()
    for line in ("depot market 4", "market opera 3", "depot opera 9", "opera zoo 2"):
        first, second, minutes = line.split()
        network.connect(first, second, int(minutes))
    print(network.ride("depot", "zoo"), network.ride("depot", "moon"))
