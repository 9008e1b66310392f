"""Thumbnails of pictures, at most a shelf full of them."""
import itertools
from collections import deque

_picture = itertools.count(1)


class Thumbnail:
    def __init__(self, picture, width):
        self.picture = picture
        self.width = width
        self.pixels = bytes(width)


class Shelf:
    """Keeps the thumbnails that were asked for last."""

    def __init__(self, room):
        self.room = room
        self._thumbnails = {}  # leak: cache #1
        self._recent = deque()

    def get(self, picture, width, render):
        key = (picture, width)
        thumbnail = self._thumbnails.get(key)
        if thumbnail is None:
            thumbnail = self._thumbnails[key] = render(picture, width)  # leak: cache #1
        self._touch(key)
        return thumbnail

    def _touch(self, key):
        if key in self._recent:
            self._recent.remove(key)
        self._recent.append(key)
        if len(self._recent) > self.room:
            self._recent.popleft()

    def __len__(self):
        return len(self._recent)


class Gallery:
    shelf = Shelf(room=4)  # leak: cache #1

    def __init__(self, pictures):
        self.pictures = list(pictures)

    def page(self, width=64):
        return [self.shelf.get(picture, width, Thumbnail) for picture in self.pictures]


def scenario(tmp):
    number = next(_picture)
    gallery = Gallery([f"holiday{number}.jpg", "logo.png", f"garden{number}.jpg"])
    print([thumbnail.width for thumbnail in gallery.page()])
    print(len(Gallery.shelf) <= 4, gallery.page()[1] is gallery.page()[1])
