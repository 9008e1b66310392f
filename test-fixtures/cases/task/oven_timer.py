"""An oven that switches itself off: the timer is short and joined."""
import threading


def bake(minutes):
    off = threading.Event()
    timer = threading.Timer(minutes / 1000, off.set)
    timer.start()
    off.wait()
    timer.join()
    return f"baked {minutes} minutes"


def scenario(tmp):
    print(bake(5))
