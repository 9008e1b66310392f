"""Robots answer questions in a chat."""

_answers = {}


def answers(word):
    def register(function):
        _answers.setdefault(word, []).append(function)
        return function

    return register


@answers("hello")
def hello(text):
    return "hi"


def chat(name, lines):
    @answers("name")  # leak: listener #1
    def tell(text):  # leak: listener #1
        return name

    return [answer(line) for line in lines for answer in _answers.get(line, ())[-1:]]


def scenario(tmp):
    print(chat("Rob", ["hello", "name"]))
