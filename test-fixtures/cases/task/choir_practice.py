"""Singers practise in processes that share a queue."""
import multiprocessing
import queue


def sing(songs, notes):
    while True:
        song = songs.get()
        if song is None:
            return
        notes.put(song[::-1])


def practise(songs):
    context = multiprocessing.get_context("fork")
    todo, notes = context.Queue(), context.Queue()
    singers = [context.Process(target=sing, args=(todo, notes)) for _ in range(2)]
    for singer in singers:
        singer.start()
    for song in songs:
        todo.put(song)
    for _ in singers:
        todo.put(None)
    sung = sorted(notes.get(timeout=10) for _ in songs)
    for singer in singers:
        singer.join()
        singer.close()
    for each in (todo, notes):
        each.close()
        each.join_thread()
    return sung


def scenario(tmp):
    print(practise(["la", "do"]))
