"""Controls doors over an asyncio loop that lives in its own thread."""
import asyncio
import threading


class LoopThread:
    def __init__(self, name):
        self.loop = asyncio.new_event_loop()  # leak: task #1
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)  # leak: task #1
        self._thread.start()  # leak: task #1

    def _serve(self):
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()  # leak: task #1
        finally:
            self.loop.close()

    def call(self, coroutine, timeout=5):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout)

    def close(self):
        self.loop.stop()  # leak: task #1


class Doors:
    def __init__(self, names):
        self._open = dict.fromkeys(names, False)
        self._background = LoopThread("doors")

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._background.close()

    async def _swing(self, name, wanted):
        changed = self._open[name] is not wanted
        await asyncio.sleep(0)
        self._open[name] = wanted
        return changed

    def swing(self, name, wanted=True):
        return self._background.call(self._swing(name, wanted))

    def state(self):
        return ", ".join(f"{name} {'open' if is_open else 'shut'}" for name, is_open in self._open.items())


def scenario(tmp):
    with Doors(["gate", "cellar"]) as doors:
        print(doors.swing("gate"), doors.swing("gate"))
        print(doors.state())
