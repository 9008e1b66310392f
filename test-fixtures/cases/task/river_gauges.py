"""Gauges along a river report to a loop that runs in the background."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Gauge:
    def __init__(self, name):
        self.name = name
        self.level = 2.0
        asyncio.run_coroutine_threadsafe(self._follow(), _loop)  # leak: task

    async def _follow(self):
        while True:
            self.level = round(self.level * 1.01, 2)
            await asyncio.sleep(60)


def levels(names):
    gauges = [Gauge(name) for name in names]
    return sorted(gauge.name for gauge in gauges)


def scenario(tmp):
    print(levels(["weir", "bridge"]))
