"""Apples are pressed by two helpers as they come in."""
import queue
import threading


def press(apples):
    crates = queue.Queue()
    juice = queue.Queue()

    def helper(name):
        for crate in iter(crates.get, None):
            juice.put((name, crate * 2))

    helpers = []
    for name in ("ann", "ben"):
        one = threading.Thread(target=helper, args=(name,), daemon=True)  # leak: task #1
        one.start()  # leak: task #1
        helpers.append(one)
    for apple in apples:
        crates.put(apple)
    return sorted(juice.get()[1] for _ in apples)


def scenario(tmp):
    print(press([3, 1, 2]))
