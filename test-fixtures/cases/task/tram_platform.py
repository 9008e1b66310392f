"""Shows when the next tram comes; a thread with a loop asks for it."""
import asyncio
import threading


class Asker(threading.Thread):
    def __init__(self):
        super().__init__(name="asker", daemon=True)
        self.loop = asyncio.new_event_loop()

    def run(self):
        self.loop.run_forever()  # leak: task #1

    def stop(self):
        self.loop.stop()  # leak: task #1
        self.join(timeout=0.2)


class Board:
    def __init__(self, lines):
        self.lines = lines
        self.asker = Asker()  # leak: task #1
        self.asker.start()  # leak: task #1

    async def _minutes(self, line):
        await asyncio.sleep(0)
        return len(line) % 7

    def text(self):
        found = []
        for line in self.lines:
            future = asyncio.run_coroutine_threadsafe(self._minutes(line), self.asker.loop)
            found.append(f"{line}: {future.result(timeout=5)}")
        return found

    def close(self):
        self.asker.stop()


def scenario(tmp):
    board = Board(["north", "harbour"])
    try:
        print(board.text())
    finally:
        board.close()
