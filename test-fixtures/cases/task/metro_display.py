"""A display refreshes itself with a chain of timers in a closure."""
import threading


def display(stops):
    shown = []

    def refresh():
        shown.append(stops[len(shown) % len(stops)])
        timer = threading.Timer(20, refresh)  # leak: task #1
        timer.daemon = True
        timer.start()  # leak: task #1

    refresh()  # leak: task #1
    return shown[0]


def scenario(tmp):
    print(display(["Dom", "Ufer"]))
