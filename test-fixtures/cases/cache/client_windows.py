"""Lets each client of an async service ask a few times a second."""
import asyncio
import collections
import itertools

_port = itertools.count(40000)
_clock = itertools.count()
_windows = {}  # leak: cache #1


async def allow(client, limit=2, span=100):
    window = _windows.get(client)
    if window is None:
        window = _windows[client] = collections.deque()  # leak: cache #1
    now = next(_clock)
    while window and window[0] <= now - span:
        window.popleft()
    if len(window) >= limit:
        return False
    window.append(now)
    return True


async def serve(client, requests):
    answers = []
    for request in requests:
        answers.append(request.upper() if await allow(client) else "429")
    return answers


def scenario(tmp):
    print(asyncio.run(serve(f"10.0.0.1:{next(_port)}", ["a", "b", "c"])))
