"""A chat gateway that accepts clients and relays their messages to a room."""
import itertools


class ClientSession:
    def __init__(self, gateway, session_id, nickname):
        self.gateway = gateway  # leak: cycle #1
        self.session_id = session_id
        self.nickname = nickname
        self.inbox = []
        self.open = True

    def deliver(self, sender, text):
        if self.open:
            self.inbox.append(f"<{sender}> {text}")

    def send(self, text):
        if not self.open:
            raise ConnectionError(f"{self.nickname} has left")
        return self.gateway.broadcast(self, text)

    def close(self):
        self.open = False


class Gateway:
    def __init__(self, room):
        self.room = room
        self._ids = itertools.count(1)
        self._sessions = {}

    def accept(self, nickname):
        session = ClientSession(self, next(self._ids), nickname)  # leak: cycle #1
        self._sessions[session.session_id] = session  # leak: cycle #1
        return session

    def broadcast(self, origin, text):
        delivered = 0
        for session in self._sessions.values():
            if session is origin or not session.open:
                continue
            session.deliver(origin.nickname, text)
            delivered += 1
        return delivered

    def shutdown(self):
        for session in self._sessions.values():
            session.close()


def hold_meeting(room, script):
    gateway = Gateway(room)
    sessions = {}
    for nickname, text in script:
        if nickname not in sessions:
            sessions[nickname] = gateway.accept(nickname)
        sessions[nickname].send(text)
    gateway.shutdown()
    return {name: session.inbox for name, session in sessions.items()}


def scenario(tmp):
    print(hold_meeting("ops", [("ada", "hi"), ("bob", "hello"), ("ada", "deploy?"), ("bob", "yes")]))
