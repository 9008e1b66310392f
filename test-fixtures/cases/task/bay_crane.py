"""Moves a crane; the moves are coroutines on a loop of the crane's own."""
import asyncio
import threading


class Crane:
    def __init__(self):
        self.at = 0
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    async def _move(self, bay):
        await asyncio.sleep(0)
        self.at = bay
        return self.at

    def move(self, bay):
        return asyncio.run_coroutine_threadsafe(self._move(bay), self.loop).result(5)

    def close(self):
        self.loop.stop()
        # The loop looks whether it is to stop when it has something to do.
        self.loop.call_soon_threadsafe(lambda: None)
        self.thread.join()
        self.loop.close()


def scenario(tmp):
    crane = Crane()
    try:
        print(crane.move(3), crane.move(1))
    finally:
        crane.close()
