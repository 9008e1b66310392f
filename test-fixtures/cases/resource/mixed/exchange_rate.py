"""Read quotations from a stock ticker until the bell rings."""
import socket
import threading


def quotations(address):
    ticker = socket.create_connection(address, timeout=5).makefile("r")  # leak: resource
    found = {}
    for line in ticker:
        share, price = line.split()
        if share == "BELL":
            break
        found[share] = float(price)
    return found


def tick(listener):
    client, _ = listener.accept()
    with client:
        client.sendall(b"ABC 12.5\nXYZ 7\nBELL 0\n")


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        exchange = threading.Thread(target=tick, args=(listener,))
        exchange.start()
        print(quotations(listener.getsockname()))
        exchange.join()
