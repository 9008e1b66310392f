"""Sends a message through a pipe to see whether it survives."""
import os


def echo(message):
    incoming, outgoing = os.pipe()  # leak: resource
    os.write(outgoing, message.encode())
    os.close(outgoing)
    return os.read(incoming, 1024).decode()


def scenario(tmp):
    print(echo("ping"), echo("pong"))
