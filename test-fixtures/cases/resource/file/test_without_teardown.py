"""Tests of a line server, run by hand here."""
import io
import socket
import unittest


class LineTest(unittest.TestCase):
    def setUp(self):
        self.near, self.far = socket.socketpair()  # leak: resource

    def tearDown(self):
        self.near.close()

    def test_echo(self):
        self.near.sendall(b"x")
        self.assertEqual(self.far.recv(1), b"x")


def scenario(tmp):
    result = unittest.TextTestRunner(stream=io.StringIO()).run(LineTest("test_echo"))
    print(result.testsRun, result.wasSuccessful())
