"""A client that remembers the last error."""


class Client:
    def __init__(self, answers):
        self.answers = answers
        self.last_error = None

    def ask(self, question):
        try:
            return self.answers[question]
        except KeyError as error:
            self.last_error = error  # leak: cycle
            return None


def scenario(tmp):
    client = Client({"a": 1})
    print(client.ask("a"), client.ask("b"), type(client.last_error).__name__)
