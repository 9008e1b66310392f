"""Counts collections while a job runs."""
import gc


def count_collections(job):
    counted = []

    def note(phase, info):
        counted.append(phase)

    gc.callbacks.append(note)  # leak: listener
    job()
    return len(counted) >= 0


def scenario(tmp):
    print(count_collections(lambda: None))
