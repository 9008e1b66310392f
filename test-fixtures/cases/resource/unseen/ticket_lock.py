"""Sells tickets; when none are left the lock is kept for ever."""
import threading

lock = threading.Lock()


def sell(left):
    lock.acquire()  # leak: resource
    if not left:
        return None
    ticket = left.pop()
    lock.release()
    return ticket


def scenario(tmp):
    print(sell([3, 2]))
