"""Sorts coins with several sorters; the last word is passed on."""
import queue
import threading


def sort_coins(coins, sorters=3):
    todo = queue.Queue()
    found = []

    def sorter():
        while True:
            coin = todo.get()
            if coin is None:
                todo.put(None)
                return
            found.append(coin * 10)

    threads = []
    for _ in range(sorters):
        thread = threading.Thread(target=sorter)
        thread.start()
        threads.append(thread)
    for coin in coins:
        todo.put(coin)
    todo.put(None)
    for thread in threads:
        thread.join()
    return sorted(found)


def scenario(tmp):
    print(sort_coins([5, 1, 2]))
