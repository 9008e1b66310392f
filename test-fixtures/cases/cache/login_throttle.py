"""Slow down people who try too many passwords."""
import collections
import itertools

_attempt = itertools.count(1)
_ticks = itertools.count(step=5)


class SlidingWindow:
    """At most `limit` events within the last `seconds`."""

    def __init__(self, limit, seconds):
        self.limit = limit
        self.seconds = seconds
        self.moments = collections.deque()

    def permit(self, now):
        while self.moments and self.moments[0] <= now - self.seconds:
            self.moments.popleft()
        if len(self.moments) >= self.limit:
            return False
        self.moments.append(now)
        return True


class Throttle:
    def __init__(self, limit=3, seconds=60):
        self.settings = limit, seconds
        self.windows = {}  # leak: cache #1

    def window_for(self, user):
        try:
            return self.windows[user]
        except KeyError:
            window = self.windows[user] = SlidingWindow(*self.settings)  # leak: cache #1
            return window

    def permit(self, user, now):
        return self.window_for(user.casefold()).permit(now)


throttle = Throttle()  # leak: cache #1


def login(user, password, check):
    now = next(_ticks)
    if not throttle.permit(user, now):
        return "try again later"
    return "hello" if check(user, password) else "wrong"


def scenario(tmp):
    user = f"guest{next(_attempt)}"
    answers = [login(user, guess, lambda _, word: word == "sesame") for guess in ("a", "b", "sesame", "c")]
    print(answers)
