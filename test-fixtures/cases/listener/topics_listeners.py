"""Departments hear about the tickets of their topics."""
import collections


class Desk:
    def __init__(self):
        self._by_topic = collections.defaultdict(set)

    def subscribe(self, topic, handler):
        self._by_topic[topic].add(handler)

    def unsubscribe(self, topic, handler):
        self._by_topic[topic].discard(handler)

    def open_ticket(self, topic, text):
        for handler in tuple(self._by_topic[topic]):
            handler(text)


DESK = Desk()


class Department:
    def __init__(self, *topics):
        self.topics = topics
        self.tickets = []
        for topic in topics:
            DESK.subscribe(topic, self.tickets.append)

    def close(self):
        for topic in self.topics:
            DESK.unsubscribe(topic, self.tickets.append)


class Auditor:
    def __init__(self, topic):
        self.count = 0
        DESK.subscribe(topic, self.audit)  # leak: listener

    def audit(self, text):
        self.count += 1


def scenario(tmp):
    department, auditor = Department("printer", "mail"), Auditor("mail")
    DESK.open_ticket("mail", "stuck")
    print(auditor.count)
    department.close()
