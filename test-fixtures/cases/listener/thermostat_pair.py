"""A heating panel listens to two things and lets go when it is closed."""


class Sensor:
    def __init__(self):
        self._callbacks = {"temperature": [], "humidity": []}

    def bind(self, name, callback):
        self._callbacks[name].append(callback)

    def unbind(self, name, callback):
        self._callbacks[name].remove(callback)

    def measured(self, name, value):
        for callback in list(self._callbacks[name]):
            callback(value)


sensor = Sensor()


class Panel:
    def __init__(self):
        self.shown = {}
        sensor.bind("temperature", self.on_temperature)
        sensor.bind("humidity", self.on_humidity)  # leak: listener

    def on_temperature(self, value):
        self.shown["temperature"] = value

    def on_humidity(self, value):
        self.shown["humidity"] = value

    def close(self):
        sensor.unbind("temperature", self.on_temperature)


def scenario(tmp):
    panel = Panel()
    sensor.measured("temperature", 20)
    sensor.measured("humidity", 55)
    panel.close()
    print(panel.shown)
