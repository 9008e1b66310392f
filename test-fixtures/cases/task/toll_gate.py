"""Cars wait at a gate until it opens."""
import threading


class Gate:
    def __init__(self):
        self.opened = threading.Event()
        self.passed = []

    def queue_up(self, car):
        def wait():
            self.opened.wait()
            self.passed.append(car)

        threading.Thread(target=wait, name=car, daemon=True).start()  # leak: task


def rush_hour(cars):
    gate = Gate()
    for car in cars:
        gate.queue_up(car)
    return f"{len(cars)} cars, {len(gate.passed)} through"


def scenario(tmp):
    print(rush_hour(["fiat", "saab"]))
