"""A door bell that answers every visitor until one says goodnight."""
import socket
import threading


def answer_visitors(listener, visitors):
    while True:
        visitor, address = listener.accept()  # leak: resource
        word = visitor.recv(32)
        if word == b"goodnight":
            break
        visitors.append(word.decode())
        visitor.sendall(b"welcome")
        visitor.close()


def ring(address, word):
    with socket.create_connection(address, timeout=5) as bell:
        bell.sendall(word)
        return bell.recv(32)


def scenario(tmp):
    visitors = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        porter = threading.Thread(target=answer_visitors, args=(listener, visitors))
        porter.start()
        print(ring(listener.getsockname(), b"ann"), ring(listener.getsockname(), b"goodnight"))
        porter.join()
    print(visitors)
