"""A socket that sends frames with a length in front."""
import socket


class FramedSocket(socket.socket):
    def send_frame(self, data):
        self.sendall(len(data).to_bytes(2, "big") + data)


def deliver(address, frames):
    sender = FramedSocket(socket.AF_INET, socket.SOCK_DGRAM)  # leak: resource
    sender.connect(address)
    for frame in frames:
        sender.send_frame(frame)
    return len(frames)


def scenario(tmp):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as box:
        box.bind(("127.0.0.1", 0))
        print(deliver(box.getsockname(), [b"one", b"two"]), box.recv(16))
