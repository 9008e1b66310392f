# fix: guard.acquire lock lock
import threading

guard = threading.Lock()


def work(number):
    guard.acquire()
    if number == 1:
        guard.release()
        return "one"
    text = str(number)
    guard.release()
    return text


def scenario(tmp):
    for number in range(3):
        print(work(number), guard.locked())
