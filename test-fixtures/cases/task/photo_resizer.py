"""Computes thumbnail sizes with a pool of processes' cousins: threads."""
from multiprocessing.pool import ThreadPool


def thumbnail(size):
    width, height = size
    scale = 100 / max(width, height)
    return round(width * scale), round(height * scale)


def thumbnails(sizes):
    pool = ThreadPool(2)  # leak: task
    return pool.map(thumbnail, sizes)


def scenario(tmp):
    print(thumbnails([(200, 400), (300, 100)]))
    print(thumbnails([(50, 50)]))
