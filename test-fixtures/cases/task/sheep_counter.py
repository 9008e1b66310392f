"""Counts sheep with a process of its own."""
import multiprocessing


def count(sheep, answers):
    answers.put(len(sheep))


def count_all(flocks):
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    workers = [context.Process(target=count, args=(flock, answers)) for flock in flocks]
    for worker in workers:
        worker.start()
    total = sum(answers.get() for _ in workers)
    for worker in workers:
        worker.join()
        worker.close()
    answers.close()
    return total


def scenario(tmp):
    print(count_all([["dolly"], ["shaun", "timmy"]]))
