"""Questions are put to an oracle that answers later, each exactly once."""


class Answers:
    def __init__(self):
        self._callbacks = {}
        self._next = 0

    def ask(self, question, callback):
        self._next += 1
        self._callbacks[self._next] = callback
        return self._next

    def answer(self, number, text):
        self._resolve(number, text)

    def fail(self, number):
        self._resolve(number, "no idea")

    def _resolve(self, number, text):
        callback = self._callbacks.pop(number)
        callback(text)


BOOK = Answers()


class Pupil:
    def __init__(self, name):
        self.name = name
        self.notes = []

    def learn(self, *questions):
        numbers = [BOOK.ask(question, self.notes.append) for question in questions]
        last = BOOK.ask("why?", lambda text: self.notes.append(f"{self.name}: {text}"))
        for number in numbers:
            BOOK.answer(number, "yes")
        BOOK.fail(last)


def scenario(tmp):
    pupil = Pupil("eve")
    pupil.learn("is it?", "was it?")
    print(pupil.notes)
