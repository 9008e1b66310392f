"""A line server on asyncio streams that runs in a background loop."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


async def answer(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def ask(text):
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(text.encode() + b"\n")
        line = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return line.decode().strip()


def scenario(tmp):
    print(asyncio.run_coroutine_threadsafe(ask("hi"), _loop).result())
