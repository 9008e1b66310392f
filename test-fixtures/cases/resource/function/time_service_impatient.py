"""Asks a time service over asyncio streams; an answer that is no time is refused."""
import asyncio


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # leak: resource
    writer.write(b"time?\n")
    answer = (await reader.readline()).decode().strip()
    if ":" not in answer:
        return None
    writer.close()
    await writer.wait_closed()
    return answer


async def answer(reader, writer):
    await reader.readline()
    writer.write(b"noon\n")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        print(await ask(server.sockets[0].getsockname()[1]))


def scenario(tmp):
    asyncio.run(main())
