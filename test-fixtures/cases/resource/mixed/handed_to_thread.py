"""A server that hands every connection to a thread, which closes it."""
import socket
import threading


def converse(connection):
    with connection:
        connection.sendall(connection.recv(20)[::-1])


def accept_two(listener):
    workers = []
    for _ in range(2):
        connection, _ = listener.accept()
        worker = threading.Thread(target=converse, args=(connection,))
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


def ask(address, text):
    with socket.create_connection(address, timeout=5) as line:
        line.sendall(text)
        return line.recv(20)


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=accept_two, args=(listener,))
        server.start()
        print(ask(listener.getsockname(), b"abc"), ask(listener.getsockname(), b"xyz"))
        server.join()
