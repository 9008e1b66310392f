"""Answers the door phone: each caller hears one word."""
import socket
import threading


def answered(calls, word=b"up"):
    server = socket.create_server(("127.0.0.1", 0))
    address = server.getsockname()

    def answer():
        while True:  # leak: task #1
            try:
                caller, _ = server.accept()  # leak: task #1
            except OSError:
                break
            caller.sendall(word)
            caller.close()

    threading.Thread(target=answer, daemon=True).start()  # leak: task #1
    heard = []
    for _ in range(calls):
        with socket.create_connection(address) as phone:
            heard.append(phone.recv(8))
    server.close()  # leak: task #1
    return heard


def scenario(tmp):
    print(answered(2))
