"""Polls a sensor that answers by datagram, or not at all."""
import socket


def poll(address, attempts=2):
    channel = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # leak: resource
    channel.settimeout(0.01)
    for _ in range(attempts):
        channel.sendto(b"?", address)
        try:
            reading, _ = channel.recvfrom(16)
        except TimeoutError:
            continue
        channel.close()
        return reading
    return None


def scenario(tmp):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        print(poll(mute.getsockname()))
