"""Sorts a harvest with workers that a helper starts and ends."""
import threading
from queue import Queue


def spawn(target, *args):
    worker = threading.Thread(target=target, args=args)
    worker.start()
    return worker


def sort_into(crates, sorted_fruit):
    while True:
        fruit = crates.get()
        if fruit is None:
            return
        sorted_fruit.append(fruit)


def harvest(fruits):
    crates = Queue()
    sorted_fruit = []
    workers = [spawn(sort_into, crates, sorted_fruit) for _ in range(2)]
    for fruit in fruits:
        crates.put(fruit)
    for worker in workers:
        crates.put(None)
    for worker in workers:
        worker.join()
    return sorted(sorted_fruit)


def scenario(tmp):
    print(harvest(["pear", "apple"]))
