"""Playlists that are made from a file by a class method."""


class Playlist:
    def __init__(self, stream):
        self.stream = stream
        self.position = 0

    @classmethod
    def load(cls, folder, name):
        return cls(open(folder / f"{name}.m3u"))  # leak: resource

    def next_title(self):
        self.position += 1
        return self.stream.readline().strip()


def scenario(tmp):
    (tmp / "party.m3u").write_text("one\ntwo\n")
    playlist = Playlist.load(tmp, "party")
    print(playlist.next_title(), playlist.next_title(), playlist.position)
