"""Hand a message from one end of a pipe to the other."""
import os


def through_pipe(message):
    receiving, sending = os.pipe()  # leak: resource
    os.write(sending, message)
    os.close(sending)
    return os.read(receiving, 1024)


def scenario(tmp):
    print(through_pipe(b"wake up"))
