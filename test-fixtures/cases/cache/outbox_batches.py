"""Messages that are sent in batches."""

_pending = []
_by_topic = {}


def post(topic, text):
    _pending.append([topic, text])
    _by_topic.setdefault(topic, []).append(text)


def flush():
    global _pending, _by_topic
    batch, _pending = _pending, []
    topics = sorted(_by_topic)
    _by_topic = {}
    return len(batch), topics


def scenario(tmp):
    post("news", "hello")
    post("sport", "1:0")
    print(flush())
