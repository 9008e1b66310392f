"""Tests record what a bus says."""
import unittest


class Bus:
    def __init__(self):
        self._subs = []

    def subscribe(self, callback):
        self._subs.append(callback)

    def unsubscribe(self, callback):
        self._subs.remove(callback)

    def fire(self, *args):
        for callback in list(self._subs):
            callback(*args)


bus = Bus()


class BusTest(unittest.TestCase):
    def setUp(self):
        self.said = []
        bus.subscribe(self.said.append)
        self.addCleanup(bus.unsubscribe, self.said.append)

    def test_says(self):
        bus.fire("hello")
        self.assertEqual(self.said, ["hello"])


def scenario(tmp):
    result = BusTest("test_says").run()
    print(result.wasSuccessful(), result.testsRun)
