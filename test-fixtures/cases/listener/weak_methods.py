"""Views of a song list that the list does not keep alive."""
import weakref


class SongList:
    def __init__(self):
        self._songs = []
        self._views = []

    def connect(self, method):
        self._views.append(weakref.WeakMethod(method, self._views.remove))

    def add(self, song):
        self._songs.append(song)
        for reference in list(self._views):
            method = reference()
            if method is not None:
                method(song)

    def clear(self):
        self._songs.clear()


songs = SongList()


class Counter:
    def __init__(self):
        self.count = 0
        songs.connect(self.added)

    def added(self, song):
        self.count += 1


def scenario(tmp):
    counter = Counter()
    songs.add("Yesterday")
    print(counter.count)
    songs.clear()
