"""Polls a letter box again and again."""
import threading

LETTERS = []


def poll(box, interval=0.02):
    if box:
        LETTERS.append(box[-1])
        del LETTERS[:-2]
    again = threading.Timer(interval, poll, args=(box, interval))  # leak: task
    again.daemon = True
    again.start()


def watch(box):
    poll(box)
    return f"watching {len(box)} letters"


def scenario(tmp):
    print(watch(["bill"]))
    print(watch(["card", "bill"]))
