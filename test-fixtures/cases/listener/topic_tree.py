"""Messages of a house by topic; a subscription is an object that can be disposed."""


class Subscription:
    def __init__(self, hub, topic, handler):
        self._hub = hub
        self._topic = topic
        self._handler = handler

    def dispose(self):
        handlers = self._hub._handlers.get(self._topic, [])
        if self._handler in handlers:
            handlers.remove(self._handler)


class Hub:
    def __init__(self):
        self._handlers = {}

    def subscribe(self, topic, handler):
        self._handlers.setdefault(topic, []).append(handler)
        return Subscription(self, topic, handler)

    def publish(self, topic, value):
        parts = topic.split("/")
        for end in range(1, len(parts) + 1):
            for handler in list(self._handlers.get("/".join(parts[:end]), ())):
                handler(value)


hub = Hub()


class Lamp:
    def __init__(self, room):
        self.light = 0
        self._subscriptions = [
            hub.subscribe(f"house/{room}", self.set),
            hub.subscribe("house", self.dim),
        ]

    def set(self, value):
        self.light = value

    def dim(self, value):
        self.light = min(self.light, value)

    def close(self):
        for subscription in self._subscriptions:
            subscription.dispose()
        self._subscriptions.clear()


class Blind:
    def __init__(self, room):
        self.down = False
        hub.subscribe(f"house/{room}", self.move)  # leak: listener

    def move(self, value):
        self.down = value > 50


def scenario(tmp):
    lamp, blind = Lamp("hall"), Blind("hall")
    hub.publish("house/hall", 70)
    lamp.close()
    print(lamp.light, blind.down)
