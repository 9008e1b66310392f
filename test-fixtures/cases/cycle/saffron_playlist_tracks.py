"""A playlist through which one can skip forwards and backwards."""


class Track:
    def __init__(self, title, seconds):
        self.title = title
        self.seconds = seconds
        self.next = None
        self.previous = None

    def __repr__(self):
        return f"{self.title} ({self.seconds // 60}:{self.seconds % 60:02})"


class Playlist:
    def __init__(self):
        self.head = None
        self.tail = None
        self.length = 0

    def append(self, track):
        if self.tail is None:
            self.head = self.tail = track
        else:
            track.previous = self.tail  # leak: cycle #1
            self.tail.next = track  # leak: cycle #1
            self.tail = track
        self.length += 1

    def __len__(self):
        return self.length

    def __iter__(self):
        track = self.head
        while track is not None:
            yield track
            track = track.next


class Player:
    def __init__(self, playlist):
        self.current = playlist.head

    def skip(self):
        if self.current.next is not None:
            self.current = self.current.next
        return self.current.title

    def back(self):
        if self.current.previous is not None:
            self.current = self.current.previous
        return self.current.title


def listen(titles, keys):
    playlist = Playlist()
    for title, seconds in titles:
        playlist.append(Track(title, seconds))
    player = Player(playlist)
    heard = [player.skip() if key == ">" else player.back() for key in keys]
    return len(playlist), sum(track.seconds for track in playlist), heard


def scenario(tmp):
    print(listen([("Dune", 185), ("Rain", 240), ("Harbour", 201)], ">><>"))
    print(listen([("Solo", 61)], "><"))
