"""Requests that wait for an answer."""
import itertools
_ids = itertools.count()
PENDING = {}  # leak: cache #1


def send(text):
    if not text:
        raise TimeoutError(text)
    return text.upper()


def request(text):
    number = next(_ids)
    PENDING[number] = [text]  # leak: cache #1
    try:
        answer = send(text)
    except TimeoutError:
        return None
    del PENDING[number]
    return answer


def scenario(tmp):
    print(request("a"), request(""))
