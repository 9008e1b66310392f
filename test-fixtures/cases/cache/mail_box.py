"""Subscriptions by topic kept as tuples."""
MAIL = []  # leak: cache #1


def deliver(topic, text, *, box=MAIL):
    box.append((topic, [text]))  # leak: cache #1
    return len(text)


def scenario(tmp):
    print(deliver("news", "hi"))
