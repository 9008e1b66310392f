"""Mails: a function reads the head and hands back the rest unread."""


def open_mail(path):
    mail = open(path)
    head = {}
    while line := mail.readline().strip():
        name, _, value = line.partition(": ")
        head[name] = value
    return head, mail


def body(path):
    head, rest = open_mail(path)
    with rest:
        return head["Subject"], rest.read().strip()


def scenario(tmp):
    (tmp / "m").write_text("From: ann\nSubject: tea\n\nAt five?\n")
    print(body(tmp / "m"))
