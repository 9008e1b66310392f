"""Sows rows with some drills; the words that end them come behind the rows."""
import queue
import threading


def sow(rows, drills=2):
    todo = queue.Queue()
    sown = []

    def drill():
        while True:
            row = todo.get()
            if row is None:
                break
            sown.append(row)

    threads = [threading.Thread(target=drill) for _ in range(drills)]
    for thread in threads:
        thread.start()
    for row in [*rows, *[None] * drills]:
        todo.put(row)
    for thread in threads:
        thread.join()
    return sorted(sown)


def scenario(tmp):
    print(sow(["oats", "rye", "flax"]))
