"""Visitors wait in a queue until a clerk has time; the clerk closes the connection."""
import queue
import socket
import threading

END = object()


def clerk(waiting, served):
    while (visitor := waiting.get()) is not END:
        try:
            served.append(visitor.recv(16))
        finally:
            visitor.close()


def scenario(tmp):
    waiting, served = queue.Queue(), []
    worker = threading.Thread(target=clerk, args=(waiting, served))
    worker.start()
    with socket.create_server(("127.0.0.1", 0)) as counter:
        for name in (b"ann", b"bo"):
            with socket.create_connection(counter.getsockname()) as guest:
                guest.sendall(name)
                visitor, _ = counter.accept()
                waiting.put(visitor)
    waiting.put(END)
    worker.join()
    print(served)
