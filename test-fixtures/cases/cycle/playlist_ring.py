"""A playlist that can be walked both ways and from which songs can be taken in constant time."""


class Entry:
    __slots__ = ("song", "before", "after")

    def __init__(self, song=None):
        self.song = song


class Playlist:
    def __init__(self, songs=()):
        self._end = end = Entry()
        end.before = end.after = end  # leak: cycle #1
        self._where = {}
        for song in songs:
            self.append(song)

    def append(self, song):
        if song in self._where:
            self.remove(song)
        entry = self._where[song] = Entry(song)
        last = self._end.before
        entry.before, entry.after = last, self._end  # leak: cycle #1
        last.after = self._end.before = entry  # leak: cycle #1

    def remove(self, song):
        entry = self._where.pop(song)
        entry.before.after, entry.after.before = entry.after, entry.before
        return entry.song

    def clear(self):
        while self._end.after is not self._end:
            self.remove(self._end.after.song)

    def __iter__(self):
        entry = self._end.after
        while entry is not self._end:
            yield entry.song
            entry = entry.after

    def __reversed__(self):
        entry = self._end.before
        while entry is not self._end:
            yield entry.song
            entry = entry.before

    def __len__(self):
        return len(self._where)


def scenario(tmp):
    playlist = Playlist(["Airbag", "Lucky", "Nude"])
    playlist.append("Airbag")
    playlist.remove("Lucky")
    print(list(playlist), list(reversed(playlist)), len(playlist))
    playlist.clear()
    print(list(playlist))
