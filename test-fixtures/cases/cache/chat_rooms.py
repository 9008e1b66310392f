"""A chat server keeps what was said in each room."""


class Message:
    def __init__(self, author, text):
        self.author, self.text = author, text


class Server:
    def __init__(self, rooms):
        self.rooms = {room: [] for room in rooms}  # leak: cache #1

    def say(self, room, author, text):
        log = self.rooms[room]
        log.append(Message(author, text))  # leak: cache #1
        return len(text)


server = Server(["garden", "kitchen"])


def scenario(tmp):
    print(server.say("garden", "Ann", "Hello"), server.say("kitchen", "Bob", "Tea?"))
