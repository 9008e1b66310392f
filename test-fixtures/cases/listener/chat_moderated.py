"""People join chat rooms; a moderator also watches for bad words."""


class Room:
    def __init__(self, name):
        self.name = name
        self.members = []

    def attach(self, member):
        self.members.append(member)

    def detach(self, member):
        self.members.remove(member)

    def say(self, text):
        for member in list(self.members):
            member.hear(self.name, text)


LOBBY = Room("lobby")


class Member:
    def __init__(self, name):
        self.name = name
        self.heard = []
        LOBBY.attach(self)

    def hear(self, room, text):
        self.heard.append(text)

    def leave(self):
        LOBBY.detach(self)


class Moderator(Member):
    def __init__(self, name, words):
        super().__init__(name)
        self.words = words
        self.left = False

    def leave(self):
        self.left = True
        super().leave()


def scenario(tmp):
    member = Moderator("ann", ("damn",))
    LOBBY.say("hi")
    member.leave()
    print(member.heard, member.left)
