"""Weather stations are asked for a while by functions that clean up behind themselves."""


class Weather:
    def __init__(self):
        self._sinks = []

    def listen(self, sink):
        self._sinks.append(sink)

    def deafen(self, sink):
        self._sinks.remove(sink)

    def blow(self, speed):
        for sink in list(self._sinks):
            sink(speed)


weather = Weather()


def while_listening(sink, action):
    weather.listen(sink)
    try:
        return action()
    finally:
        weather.deafen(sink)


def forward(sink):
    weather.listen(lambda speed: sink(speed))  # leak: listener #1


def storm(speeds):
    strongest = []
    while_listening(lambda speed: strongest.append(speed), lambda: [weather.blow(speed) for speed in speeds])
    forward(strongest.append)  # leak: listener #1
    return max(strongest)


def scenario(tmp):
    print(storm([3, 9, 4]))
