"""A radio in a cave sends a sign of life for each team."""
import asyncio
import threading

_loop = asyncio.new_event_loop()
threading.Thread(target=_loop.run_forever, daemon=True).start()


class Beacon:
    def __init__(self, team):
        self.team = team
        self.sent = 0

    def start(self):
        _loop.call_soon_threadsafe(self.send)

    def send(self):
        self.sent += 1
        _loop.call_later(20.0, self.send)  # leak: task


def expedition(teams):
    for team in teams:
        Beacon(team).start()
    return len(teams)


def scenario(tmp):
    print(expedition(["red", "blue"]))
