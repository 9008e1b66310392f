"""Key bindings of a terminal player."""


class Player:
    def __init__(self, tracks):
        self.tracks = tracks
        self.position = 0
        self.volume = 5
        self.bindings = {}
        self.bind_defaults()

    def bind_defaults(self):
        def louder():
            self.volume = min(10, self.volume + 1)

        def skip():
            self.position = (self.position + 1) % len(self.tracks)

        self.bindings["+"] = louder  # leak: cycle #1
        self.bindings["n"] = skip  # leak: cycle #1

    def press(self, keys):
        for key in keys:
            self.bindings[key]()
        return f"{self.tracks[self.position]} at {self.volume}"


def scenario(tmp):
    print(Player(["intro", "song", "coda"]).press("++n"))
