"""Twists rope in a generator that has a helper thread ahead of it."""
import queue
import threading


def twisted(strands):
    ready = queue.Queue(1)
    stop = threading.Event()

    def twist():
        for strand in strands:
            while not stop.is_set():
                try:
                    ready.put(strand * 2, timeout=0.01)
                    break
                except queue.Full:
                    continue
        ready.put(None) if not stop.is_set() else None

    helper = threading.Thread(target=twist)
    helper.start()
    try:
        while (strand := ready.get()) is not None:
            yield strand
    finally:
        stop.set()
        helper.join()


def first(strands):
    rope = twisted(strands)
    try:
        return next(rope)
    finally:
        rope.close()


def scenario(tmp):
    print(first(["hemp", "jute", "sisal"]))
