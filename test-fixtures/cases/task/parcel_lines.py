"""Weighs parcels on several lines."""
import queue
import threading


def weigh_all(parcels, lines=2):
    todo = queue.Queue()
    weights = {}

    def line():
        while (parcel := todo.get()) is not None:
            name, weight = parcel
            weights[name] = weight * 1.02

    threads = [threading.Thread(target=line) for _ in range(lines)]
    for thread in threads:
        thread.start()
    for parcel in parcels.items():
        todo.put(parcel)
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    return {name: round(weight, 2) for name, weight in sorted(weights.items())}


def scenario(tmp):
    print(weigh_all({"a": 10, "b": 20}))
    print(weigh_all({"c": 5}, lines=1))
