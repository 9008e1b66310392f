"""Letters with a head; sometimes only the head matters."""


def open_letter(path):
    letter = open(path)  # leak: resource #1
    head = dict(line.strip().split("=") for line in iter(letter.readline, "\n"))
    return head, letter


def recipient(path):
    head, _ = open_letter(path)  # leak: resource #1
    return head["to"]


def body(path):
    _, letter = open_letter(path)
    with letter:
        return letter.read()


def scenario(tmp):
    (tmp / "l").write_text("to=ann\nfrom=bo\n\nhello")
    print(recipient(tmp / "l"), body(tmp / "l"))
