"""Greet a time server over asyncio streams."""
import asyncio


async def serve(reader, writer):
    name = await reader.readline()
    writer.write(b"hello " + name)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def greet(port, name):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # leak: resource
    writer.write(name.encode() + b"\n")
    await writer.drain()
    return (await reader.readline()).decode().strip()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        print(await greet(port, "ann"))


def scenario(tmp):
    asyncio.run(main())
