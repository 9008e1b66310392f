"""Delivers messages later and tries again when the server is busy."""
import sched
import threading
import time


class BusyServer:
    def __init__(self, refusals):
        self.refusals = refusals
        self.accepted = []

    def accept(self, message):
        if self.refusals > 0:
            self.refusals -= 1
            return False
        self.accepted.append(message)
        return True


class Courier:
    attempts = 4

    def __init__(self, server):
        self.server = server
        self.dropped = []
        self._agenda = sched.scheduler(time.monotonic, time.sleep)

    def enqueue(self, message, delay=0.0, attempt=1):
        self._agenda.enter(delay, attempt, self._deliver, (message, attempt))

    def _deliver(self, message, attempt):
        if self.server.accept(message):
            return
        if attempt >= self.attempts:
            self.dropped.append(message)
        else:
            self.enqueue(message, 0.001 * 2 ** attempt, attempt + 1)

    def flush(self):
        runner = threading.Thread(target=self._agenda.run, name="courier")
        runner.start()
        runner.join()
        return self.server.accepted, self.dropped


def post(messages, refusals):
    courier = Courier(BusyServer(refusals))
    for message in messages:
        courier.enqueue(message)
    accepted, dropped = courier.flush()
    return sorted(accepted), dropped


def scenario(tmp):
    print(post(["rent", "greetings"], refusals=2))
    print(post(["lost"], refusals=9))
