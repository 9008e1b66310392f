"""Asks a time service over plain sockets under asyncio."""
import asyncio
import socket


async def ask(address, question):
    loop = asyncio.get_running_loop()
    sock = socket.socket()
    sock.setblocking(False)
    try:
        await loop.sock_connect(sock, address)
        await loop.sock_sendall(sock, question)
        return (await loop.sock_recv(sock, 32)).decode()
    finally:
        sock.close()


async def answer_once(listener):
    loop = asyncio.get_running_loop()
    client, _ = await loop.sock_accept(listener)
    with client:
        question = await loop.sock_recv(client, 32)
        await loop.sock_sendall(client, b"12:30 " + question)


async def main():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        waiting = answer_once(listener)
        _, text = await asyncio.gather(waiting, ask(listener.getsockname(), b"cet"))
        print(text)


def scenario(tmp):
    asyncio.run(main())
