"""A channel can be mirrored for a second listener; each mirror is a channel of its own."""
import socket


class Channel:
    def __init__(self, sock):
        self.sock = sock

    def mirror(self):
        return Channel(self.sock.dup())  # leak: resource #1

    def send(self, text):
        self.sock.sendall(text.encode())

    def close(self):
        self.sock.close()


def scenario(tmp):
    near, far = socket.socketpair()
    with far:
        channel = Channel(near)
        try:
            channel.send("one")
            channel.mirror().send("two")  # leak: resource #1
        finally:
            channel.close()
        print(far.recv(16))
