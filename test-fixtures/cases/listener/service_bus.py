"""Services get the bus of the application handed in."""


class Bus:
    def __init__(self):
        self._handlers = {}

    def subscribe(self, topic, handler):
        self._handlers.setdefault(topic, []).append(handler)

    def unsubscribe(self, topic, handler):
        self._handlers[topic].remove(handler)

    def publish(self, topic, payload):
        for handler in list(self._handlers.get(topic, ())):
            handler(payload)


class Application:
    def __init__(self):
        self.bus = Bus()


app = Application()


class Order:
    def __init__(self, bus, number):
        self.bus = bus
        self.number = number
        self.paid = False
        self.bus.subscribe("payment", self.on_payment)  # leak: listener

    def on_payment(self, number):
        if number == self.number:
            self.paid = True


def checkout(number):
    order = Order(app.bus, number)
    app.bus.publish("payment", number)
    return order.paid


def scenario(tmp):
    print(checkout(7))
