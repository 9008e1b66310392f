"""A server that gives each visitor to a thread, which says goodbye to him."""
import socket
import threading


def serve(visitor, number):
    try:
        name = visitor.recv(32).decode()
        visitor.sendall(f"{number}: hello {name}".encode())
    finally:
        visitor.close()


def accept_visitors(listener, count):
    threads = []
    for number in range(count):
        visitor, _ = listener.accept()
        thread = threading.Thread(target=serve, args=(visitor, number))
        thread.start()
        threads.append(thread)
    return threads


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with socket.create_connection(listener.getsockname()) as guest:
            guest.sendall(b"ann")
            threads = accept_visitors(listener, 1)
            print(guest.recv(64))
        for thread in threads:
            thread.join()
