"""Watches for meteors in a closure that is told when the night is over."""
import contextlib
import threading
import time


def watch(seen):
    running = True

    def look():
        while running:
            seen.append("meteor")
            time.sleep(0.005)

    def stop():
        nonlocal running
        running = False
        watcher.join()

    watcher = threading.Thread(target=look)
    watcher.start()
    return stop


def night(minutes):
    seen = []
    with contextlib.ExitStack() as stack:
        stack.callback(watch(seen))
        time.sleep(minutes / 100)
    return set(seen)


def scenario(tmp):
    print(night(2))
