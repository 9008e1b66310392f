"""A till that several clerks use; the drawer is opened by one at a time."""
import threading

drawer = threading.Lock()
cash = [100]


def pay(amount):
    drawer.acquire()
    try:
        if amount > cash[0]:
            raise ValueError("not enough")
        cash[0] -= amount
        return cash[0]
    finally:
        drawer.release()


def peek(patience):
    if not drawer.acquire(timeout=patience):
        return None
    try:
        return cash[0]
    finally:
        drawer.release()


def scenario(tmp):
    cash[0] = 100
    print(pay(30), peek(0.1))
    try:
        pay(300)
    except ValueError as error:
        print(error, drawer.locked())
