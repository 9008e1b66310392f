"""Rooms of a chat lobby; a handler that fails must not take others with it."""
import functools


class EventHub:
    def __init__(self):
        self._handlers = {}
        self.failures = 0

    def subscribe(self, event, function):
        @functools.wraps(function)
        def guarded(*arguments):
            try:
                return function(*arguments)
            except Exception:
                self.failures = min(self.failures + 1, 9)

        self._handlers.setdefault(event, []).append(guarded)  # leak: listener #1

    def unsubscribe(self, event, function):
        handlers = self._handlers.get(event, [])
        if function in handlers:
            handlers.remove(function)  # leak: listener #1

    def emit(self, event, *arguments):
        for handler in list(self._handlers.get(event, ())):
            handler(*arguments)


hub = EventHub()


class Room:
    def __init__(self, name):
        self.name = name
        self.members = []
        self.log = []

    def open(self):
        hub.subscribe("join", self.joined)  # leak: listener #1
        hub.subscribe("say", self.said)  # leak: listener #1

    def close(self):
        hub.unsubscribe("join", self.joined)
        hub.unsubscribe("say", self.said)

    def joined(self, room, who):
        if room == self.name:
            self.members.append(who)

    def said(self, room, who, text):
        if room == self.name and self.members.index(who) >= 0:
            self.log.append(f"{who}: {text}")


def chat(name, lines):
    room = Room(name)
    room.open()
    try:
        for who in dict.fromkeys(who for who, _ in lines):
            hub.emit("join", name, who)
        for who, text in lines:
            hub.emit("say", name, who, text)
        hub.emit("say", name, "ghost", "boo")
        return room.log
    finally:
        room.close()


def scenario(tmp):
    print(chat("tea", [("ada", "hi"), ("bo", "hello"), ("ada", "bye")]))
    print(chat("empty", []))
