"""A logger that buffers lines for an upload that flushes them."""
import itertools

_n = itertools.count()
_buffer = []


def log(line):
    _buffer.append(line)
    if len(_buffer) >= 3:
        return flush()
    return 0


def flush():
    global _buffer
    sent, _buffer = _buffer, []
    return len(sent)


def scenario(tmp):
    next(_n)
    for line in "abc":
        log(line)
    print("sent", flush() >= 0)
