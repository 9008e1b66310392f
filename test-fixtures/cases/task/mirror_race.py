"""Downloads from whichever mirror answers first."""
import asyncio
from dataclasses import dataclass

_loop = asyncio.new_event_loop()


@dataclass(frozen=True)
class Mirror:
    host: str
    delay: float

    async def fetch(self, name):
        await asyncio.sleep(self.delay)
        return f"{name} from {self.host}"


class Downloader:
    def __init__(self, mirrors, patience=1.0):
        self.mirrors = list(mirrors)
        self.patience = patience
        self.used = []

    async def get(self, name):
        attempts = {asyncio.ensure_future(mirror.fetch(name)) for mirror in self.mirrors}  # leak: task #1
        done, late = await asyncio.wait(  # leak: task #1
            attempts, timeout=self.patience, return_when=asyncio.FIRST_COMPLETED
        )
        if not done:
            raise TimeoutError(f"{len(late)} mirrors do not answer")
        winner = done.pop()
        self.used.append(winner.result().rpartition(" ")[2])
        return winner.result()

    async def get_all(self, names):
        return [await self.get(name) for name in names]


def download(names, mirrors):
    downloader = Downloader(mirrors)
    files = _loop.run_until_complete(downloader.get_all(names))
    return files, sorted(set(downloader.used))


def scenario(tmp):
    mirrors = [Mirror("fast.example", 0.0), Mirror("slow.example", 300.0)]
    print(download(["kernel.tar", "notes.txt"], mirrors))
    print(download([], mirrors))
