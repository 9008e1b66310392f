"""Threads that end by themselves, joined through a list."""
import threading


def count(texts):
    totals = {}

    def work(name, text):
        totals[name] = len(text)

    threads = [threading.Thread(target=work, args=item) for item in texts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return totals


def scenario(tmp):
    print(count({"a": "xyz", "b": "q"}))
