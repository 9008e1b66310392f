"""A player owns its playlist and follows it."""


class Playlist:
    def __init__(self):
        self._listeners = []
        self.songs = []

    def listen(self, listener):
        self._listeners.append(listener)

    def add(self, song):
        self.songs.append(song)
        for listener in self._listeners:
            listener(song)


def summary(songs):
    playlist = Playlist()
    total = []
    playlist.listen(lambda song: total.append(len(song)))
    playlist.listen(total.append)
    for song in songs:
        playlist.add(song)
    return len(total)


def scenario(tmp):
    print(summary(["a", "bb"]))
