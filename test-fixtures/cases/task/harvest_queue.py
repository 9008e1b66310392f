"""Sorts a harvest with workers that a helper starts."""
import threading
from queue import Queue


def spawn(target, *args):
    worker = threading.Thread(target=target, args=args, daemon=True)
    worker.start()
    return worker


def sort_into(crates, sorted_fruit):
    while True:
        fruit = crates.get()
        sorted_fruit.append(fruit)
        crates.task_done()


def harvest(fruits):
    crates = Queue()
    sorted_fruit = []
    spawn(sort_into, crates, sorted_fruit)  # leak: task
    for fruit in fruits:
        crates.put(fruit)
    crates.join()
    return sorted(sorted_fruit)


def scenario(tmp):
    print(harvest(["pear", "apple"]))
