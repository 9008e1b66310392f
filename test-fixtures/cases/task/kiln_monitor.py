"""Watches the temperature of kilns on a few threads."""
import threading


def start_watching(kilns, readings):
    cold = threading.Event()

    def watch(kiln):
        while not cold.is_set():
            readings.setdefault(kiln, 20)
            cold.wait(0.02)

    watchers = [threading.Thread(target=watch, args=(kiln,), daemon=True) for kiln in kilns]  # leak: task #1
    for watcher in watchers:
        watcher.start()  # leak: task #1
    return len(watchers)


def fire(kilns):
    readings = {}
    number = start_watching(kilns, readings)
    return f"{number} kilns fired"


def scenario(tmp):
    print(fire(["east", "west"]))
