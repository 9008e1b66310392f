"""A queue that a worker drains."""
import queue
import threading

TASKS = queue.Queue()


def work(results):
    while True:
        task = TASKS.get()
        if task is None:
            break
        results.append(task * 2)


def scenario(tmp):
    results = []
    worker = threading.Thread(target=work, args=(results,))
    worker.start()
    for number in range(4):
        TASKS.put(number)
    TASKS.put(None)
    worker.join()
    print(results)
