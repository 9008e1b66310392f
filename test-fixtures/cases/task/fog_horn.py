"""Sounds a horn until the fog is gone; the event comes from outside."""
import threading


def sound(gone, blasts):
    while not gone.wait(0.005):
        blasts.append("honk")


def crossing(length):
    gone = threading.Event()
    blasts = []
    horn = threading.Thread(target=sound, args=(gone, blasts))
    horn.start()
    try:
        return length * 2
    finally:
        gone.set()
        horn.join()


def scenario(tmp):
    print(crossing(4))
