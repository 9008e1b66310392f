"""Drums in step: every drummer waits for the others at a barrier."""
import threading


def parade(drummers):
    step = threading.Barrier(drummers)
    beats = []

    def drum(number):
        for beat in range(2):
            step.wait(timeout=5)
            beats.append((beat, number))

    crowd = [threading.Thread(target=drum, args=(number,)) for number in range(drummers)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return len(beats)


def scenario(tmp):
    print(parade(3))
