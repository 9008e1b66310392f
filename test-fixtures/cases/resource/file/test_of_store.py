"""Tests of a key-value file, run by hand here."""
import io
import unittest


class StoreTest(unittest.TestCase):
    folder = None

    def setUp(self):
        self.store = open(self.folder / "store", "w+")
        self.addCleanup(self.store.close)
        self.log = self.enterContext(open(self.folder / "log", "w+"))

    def test_write(self):
        self.store.write("a=1")
        self.store.seek(0)
        self.assertEqual(self.store.read(), "a=1")

    def test_log(self):
        extra = open(self.folder / "extra", "w")
        self.addCleanup(lambda: extra.close())
        print("x", file=extra)
        self.assertEqual(self.log.read(), "")


def scenario(tmp):
    StoreTest.folder = tmp
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(StoreTest)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    print(result.testsRun, result.wasSuccessful())
