"""Reads a catalogue ahead in a thread; the reader may stop early."""
import queue
import threading


def read_ahead(lines):
    buffer = queue.Queue(maxsize=1)

    def produce():
        for line in lines:
            buffer.put(line)
        buffer.put(None)

    threading.Thread(target=produce, daemon=True).start()  # leak: task
    while (line := buffer.get()) is not None:
        yield line


def first_comet(lines):
    for line in read_ahead(lines):
        if line.startswith("C/"):
            return line
    return None


def scenario(tmp):
    lines = ["# epoch 2000", "C/1995 O1", "C/2020 F3", "1P", "2P", "C/2023 A3"]
    print(first_comet(lines))
    print(first_comet(lines[:2] * 4))
