"""Reads the weather in a process of its own."""
import multiprocessing
import time


class Weather:
    def __init__(self):
        self.running = True
        self.process = multiprocessing.Process(target=self._watch, daemon=True)  # leak: task #1
        self.process.start()  # leak: task #1

    def _watch(self):
        while self.running:  # leak: task #1
            time.sleep(0.02)

    def stop(self):
        self.running = False  # leak: task #1
        self.process.join(timeout=0.1)


def report(days):
    weather = Weather()
    try:
        return [f"day {day}: dry" for day in range(days)]
    finally:
        weather.stop()


def scenario(tmp):
    print(report(2))
