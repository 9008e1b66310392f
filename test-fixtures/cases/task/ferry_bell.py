"""Rings the ferry's bell until the last passenger is on board."""
import threading
import time


class Bell(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)
        self.daemon = True
        self._stopped = False
        self.rings = 0

    def run(self):
        while not self._stopped:
            self.rings += 1
            time.sleep(0.005)

    def stop(self):
        self._stopped = True


def board(passengers):
    bell = Bell()
    bell.start()
    for passenger in passengers:
        if passenger == "captain":
            break
    bell.stop()
    bell.join()
    return len(passengers)


def scenario(tmp):
    print(board(["ann", "captain"]))
