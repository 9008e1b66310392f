"""Distribute messages to files by topic."""


class FanOut:
    def __init__(self, folder):
        self.folder = folder
        self._outputs = {}

    def _output(self, topic):
        try:
            return self._outputs[topic]
        except KeyError:
            self._outputs[topic] = open(self.folder / topic, "a")
            return self._outputs[topic]

    def send(self, topic, text):
        self._output(topic).write(text + "\n")

    def stop(self):
        while self._outputs:
            _, output = self._outputs.popitem()
            output.close()


def scenario(tmp):
    fan = FanOut(tmp)
    try:
        fan.send("news", "hello")
        fan.send("sport", "goal")
        fan.send("news", "bye")
    finally:
        fan.stop()
    print((tmp / "news").read_text().split())
