"""Threads of a mailing list: every message knows its answers."""


class Message:
    def __init__(self, author, text):
        self.author = author
        self.text = text
        self.in_reply_to = None
        self.answers = []

    def reply(self, author, text):
        answer = Message(author, text)
        answer.in_reply_to = self  # leak: cycle #1
        self.answers.append(answer)  # leak: cycle #1
        return answer

    def depth(self):
        return 0 if self.in_reply_to is None else 1 + self.in_reply_to.depth()

    def count(self):
        return 1 + sum(answer.count() for answer in self.answers)


def scenario(tmp):
    root = Message("ann", "who broke the build?")
    last = root.reply("bob", "not me").reply("ann", "who then?")
    print(root.count(), last.depth())
