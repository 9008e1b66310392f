"""Renders map tiles with a crew of worker threads."""
import queue
import threading


class Service:
    crew_size = 1

    def __init__(self):
        self._inbox = queue.Queue()
        self._crew = []

    def __enter__(self):
        for number in range(self.crew_size):
            member = threading.Thread(target=self._loop, name=f"{type(self).__name__}-{number}")
            member.start()
            self._crew.append(member)
        return self

    def __exit__(self, *exc_info):
        self._dismiss(len(self._crew))
        while self._crew:
            self._crew.pop().join()

    def _dismiss(self, count):
        for _ in range(count):
            self._inbox.put(None)

    def _loop(self):
        while True:
            order = self._inbox.get()
            try:
                if order is None:
                    return
                self.handle(order)
            finally:
                self._inbox.task_done()

    def submit(self, order):
        self._inbox.put(order)

    def handle(self, order):
        raise NotImplementedError


class TileRenderer(Service):
    crew_size = 3

    def __init__(self, size):
        super().__init__()
        self.size = size
        self.tiles = {}

    def handle(self, order):
        column, row = order
        self.tiles[order] = f"{column * self.size}x{row * self.size}"


def render(columns, rows):
    with TileRenderer(256) as renderer:
        for column in range(columns):
            for row in range(rows):
                renderer.submit((column, row))
    return sorted(renderer.tiles.items())


def scenario(tmp):
    print(render(2, 2))
    print(render(0, 5))
