"""Status lines of a web server, made once per status."""
import enum
import itertools

_n = itertools.count()


class Status(enum.IntEnum):
    OK = 200
    MISSING = 404
    BUSY = 503


_lines = {}


def status_line(code):
    status = Status(code)
    if status not in _lines:
        _lines[status] = f"HTTP/1.1 {status.value} {status.name.title()}".encode()
    return _lines[status]


def respond(path):
    code = 200 if path == "/" else 404 if next(_n) % 2 else 503
    return status_line(code)


def scenario(tmp):
    print(respond("/"))
    for path in ("/x", f"/{next(_n)}"):
        respond(path)
