"""Exports orders from an asynchronous program; the writer is an asynchronous context manager."""
import asyncio


class Exporter:
    def __init__(self, path):
        self._path = path

    async def __aenter__(self):
        self._file = open(self._path, "w")
        return self

    async def __aexit__(self, *exc_info):
        await asyncio.sleep(0)
        self._file.close()

    async def export(self, order):
        await asyncio.sleep(0)
        self._file.write(f"{order}\n")


async def main(path):
    async with Exporter(path) as exporter:
        for order in ("tea", "cups"):
            await exporter.export(order)


def scenario(tmp):
    asyncio.run(main(tmp / "orders"))
    print((tmp / "orders").read_text())
