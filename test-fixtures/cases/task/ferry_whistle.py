"""Blows a whistle while passengers board; errors end the boarding."""
import threading
import time


class Whistle(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.blowing = True

    def run(self):
        while self.blowing:
            time.sleep(0.005)

    def stop(self):
        self.blowing = False
        self.join()


def board(tickets):
    whistle = Whistle()  # leak: task #1
    whistle.start()  # leak: task #1
    for ticket in tickets:
        if not ticket.isdigit():
            raise ValueError(ticket)
    whistle.stop()
    return len(tickets)


def scenario(tmp):
    print(board(["12", "13"]))
    try:
        board(["12", "x"])
    except ValueError as error:
        print("refused", error)
