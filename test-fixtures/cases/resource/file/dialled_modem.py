"""Connects to a modem and says hello."""
import socket


def connect(address):
    line = socket.create_connection(address, timeout=1)  # leak: resource #1
    line.sendall(b"AT\r")
    return line


def is_ready(address):
    line = connect(address)  # leak: resource #1
    return line.recv(16).startswith(b"OK")


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as modem:
        import threading

        def answer():
            line, _ = modem.accept()
            with line:
                line.recv(16)
                line.sendall(b"OK\r")

        speaker = threading.Thread(target=answer)
        speaker.start()
        print(is_ready(modem.getsockname()))
        speaker.join()
