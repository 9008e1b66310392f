"""A stop watch that follows the ticks of a metronome."""


class Metronome:
    def __init__(self):
        self.listeners = []

    def add_listener(self, listener):
        self.listeners.append(listener)

    def remove_listener(self, listener):
        self.listeners.remove(listener)

    def tick(self):
        for listener in list(self.listeners):
            listener()


metronome = Metronome()


class StopWatch:
    def __init__(self):
        self.ticks = 0
        metronome.add_listener(self.tick)  # leak: listener #1
        self.start()

    def start(self):
        self.ticks = 0
        metronome.add_listener(self.tick)  # leak: listener #1

    def tick(self):
        self.ticks += 1

    def stop(self):
        metronome.remove_listener(self.tick)
        return self.ticks


def scenario(tmp):
    watch = StopWatch()
    metronome.tick()
    print(watch.stop())
