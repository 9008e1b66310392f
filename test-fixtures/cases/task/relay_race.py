"""Runners hand over through events; each leg waits for the one before."""
import threading


def race(names):
    order = []
    gates = [threading.Event() for _ in names]

    def leg(number, name):
        if number:
            gates[number - 1].wait()
        order.append(name)
        gates[number].set()

    legs = [threading.Thread(target=leg, args=pair) for pair in enumerate(names)]
    for one in reversed(legs):
        one.start()
    for one in legs:
        one.join()
    return order


def scenario(tmp):
    print(race(["ann", "bo", "cy"]))
