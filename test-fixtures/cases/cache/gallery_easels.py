"""Painters share a gallery; easels are listed while somebody stands at them."""
import contextlib
import itertools
import weakref

_visit = itertools.count(1)


class Gallery:
    easels = set()
    bookings = {}

    @classmethod
    def place(cls, easel):
        cls.easels.add(weakref.ref(easel, cls.easels.discard))

    @classmethod
    def standing(cls):
        return sorted(e.subject for ref in cls.easels if (e := ref()) is not None)

    @classmethod
    @contextlib.contextmanager
    def booking(cls, painter):
        ticket = f"{painter}-{next(_visit)}"
        cls.bookings[ticket] = painter
        try:
            yield ticket
        finally:
            cls.bookings.pop(ticket, None)


class Easel:
    def __init__(self, subject):
        self.subject = subject
        self.strokes = 0
        Gallery.place(self)

    def paint(self, strokes):
        self.strokes += strokes
        return self


def afternoon(painter, subjects):
    with Gallery.booking(painter):
        easels = [Easel(subject).paint(len(subject)) for subject in subjects]
        if not easels:
            return "went home"
        listed = Gallery.standing()
        return f"{painter}: {listed}, {sum(easel.strokes for easel in easels)} strokes"


def scenario(tmp):
    print(afternoon("Berthe", ["harbour", "cradle"]))
    print(afternoon("Edgar", []))
    print(Gallery.standing(), len(Gallery.bookings))
