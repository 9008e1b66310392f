"""Requests in flight; each unregisters itself when it is answered."""
import itertools

_ids = itertools.count()


class Client:
    def __init__(self):
        self._pending = {}

    def send(self, text):
        number = next(_ids)
        self._pending[number] = [text]
        return number

    def answer(self, number, text):
        (question,) = self._pending.pop(number)
        return f"{question}: {text}"


CLIENT = Client()


def scenario(tmp):
    number = CLIENT.send("ping")
    print(CLIENT.answer(number, "pong"))
