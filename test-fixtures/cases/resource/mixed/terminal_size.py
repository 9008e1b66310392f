"""A pseudo terminal that a test may talk to."""
import os


def echo(word):
    master, slave = os.openpty()  # leak: resource
    try:
        os.write(slave, word)
        return os.read(master, 100)
    finally:
        os.close(master)


def scenario(tmp):
    print(echo(b"ready"))
