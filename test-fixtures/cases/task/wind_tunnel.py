"""A child process blows wind until the measurement is over."""
import multiprocessing
import time


def blow(gusts):
    speed = 10
    while True:
        speed += 1
        gusts.put(speed)
        time.sleep(0.02)


def measure(number):
    context = multiprocessing.get_context("fork")
    gusts = context.SimpleQueue()
    fan = context.Process(target=blow, args=(gusts,))
    fan.start()
    try:
        return [gusts.get() for _ in range(number)]
    finally:
        fan.terminate()
        fan.join()
        fan.close()
        gusts.close()


def scenario(tmp):
    print(measure(2))
