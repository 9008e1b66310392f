"""Two chess clocks that stop each other."""


class Clock:
    def __init__(self, seconds):
        self.left = seconds
        self.other = None
        self.running = False

    def press(self, used):
        self.left -= used
        self.running, self.other.running = False, True
        return self.other


class Match:
    def __init__(self, seconds):
        self.white = Clock(seconds)
        self.black = Clock(seconds)
        self.white.other = self.black  # leak: cycle #1
        self.black.other = self.white  # leak: cycle #1

    def play(self, moves):
        clock = self.white
        for used in moves:
            clock = clock.press(used)
        return self.white.left, self.black.left


def scenario(tmp):
    print(Match(300).play([10, 20, 5]))
