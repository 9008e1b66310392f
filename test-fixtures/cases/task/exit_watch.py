"""Watches the exits of a museum with a thread of its own class."""
import threading
import time


class Watcher(threading.Thread):
    def __init__(self, door):
        super().__init__(daemon=True)
        self.door = door
        self.looks = 0

    def run(self):
        while True:
            self.looks += 1
            time.sleep(0.01)


def open_museum(doors):
    for door in doors:
        watcher = Watcher(door)  # leak: task #1
        watcher.start()  # leak: task #1
    return f"{len(doors)} doors watched"


def scenario(tmp):
    print(open_museum(["north", "south"]))
    print(open_museum(["east"]))
