"""Rooms with lights that blink; the loop lives on."""
import asyncio
import threading

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


class Room:
    def __init__(self):
        self._lights = []
        self.blinks = 0

    async def add_light(self):
        self._lights.append(asyncio.create_task(self._blink()))  # leak: task

    async def _blink(self):
        while True:
            self.blinks += 1
            await asyncio.sleep(0.5)

    async def close(self):
        self._lights.clear()


async def party(lights):
    room = Room()
    for _ in range(lights):
        await room.add_light()
    await room.close()
    return f"{lights} lights"


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(party(2), LOOP).result())
