"""The radio room of a ship hears several channels during a watch."""


class Radio:
    def __init__(self):
        self._ears = []

    def add(self, channel, ear):
        self._ears.append((channel, ear))

    def remove(self, channel, ear):
        self._ears.remove((channel, ear))

    def say(self, channel, text):
        for there, ear in list(self._ears):
            if there == channel:
                ear(text)


radio = Radio()


class Watch:
    def __init__(self):
        self.heard = []
        self._mine = []
        self._hear(16, self.heard.append)
        self._hear(70, lambda text: self.heard.append(text.upper()))

    def _hear(self, channel, ear):
        radio.add(channel, ear)
        self._mine.append((channel, ear))

    def end(self):
        for channel, ear in self._mine:
            radio.remove(channel, ear)
        self._mine.clear()


def scenario(tmp):
    watch = Watch()
    radio.say(16, "hello")
    radio.say(70, "alarm")
    watch.end()
    print(watch.heard)
