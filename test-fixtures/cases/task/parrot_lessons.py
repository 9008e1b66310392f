"""Parrots learn words, several of them at the same time."""
from multiprocessing.pool import ThreadPool


def learn(word):
    return word[::-1]


def lesson(words):
    pool = ThreadPool(2)
    pool_map = pool.map
    try:
        return pool_map(learn, words)
    finally:
        pool.close()
        pool.join()


def quick_lesson(words):
    with ThreadPool(processes=2) as pool:
        return list(pool.imap(learn, words))


def scenario(tmp):
    print(lesson(["polly", "cracker"]))
    print(quick_lesson(["hello"]))
