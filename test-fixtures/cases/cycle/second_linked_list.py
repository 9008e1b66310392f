"""A doubly linked list of songs."""


class Song:
    def __init__(self, title):
        self.title = title
        self.previous = None
        self.next = None


class Playlist:
    def __init__(self):
        self.first = self.last = None

    def add(self, title):
        song = Song(title)
        if self.last is None:
            self.first = song
        else:
            self.last.next = song  # leak: cycle #1
            song.previous = self.last  # leak: cycle #1
        self.last = song

    def titles(self):
        song, found = self.first, []
        while song is not None:
            found.append(song.title)
            song = song.next
        return found


def scenario(tmp):
    playlist = Playlist()
    for title in ("one", "two", "three"):
        playlist.add(title)
    print(playlist.titles())
