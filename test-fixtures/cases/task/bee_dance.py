"""Reads dances of bees from a feeder that runs ahead of its reader."""
import queue
import threading


def ahead(dances, room=1):
    shown = queue.Queue(room)

    def feed():
        for dance in dances:
            shown.put(dance)
        shown.put(None)

    threading.Thread(target=feed, daemon=True).start()  # leak: task
    while (dance := shown.get()) is not None:
        yield dance


def first_long(dances):
    for dance in ahead(dances):
        if len(dance) > 3:
            return dance
    return None


def scenario(tmp):
    print(first_long(["ab", "waggle", "x", "round", "sickle"]))
