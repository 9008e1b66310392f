"""A writer thread that ends at a sentinel."""
import queue
import threading


def write_all(lines):
    jobs, written = queue.Queue(), []

    def writer():
        for line in iter(jobs.get, None):
            written.append(line.upper())

    thread = threading.Thread(target=writer)
    thread.start()
    for line in lines:
        jobs.put(line)
    jobs.put(None)
    thread.join()
    return written


def scenario(tmp):
    print(write_all(["a", "b"]))
