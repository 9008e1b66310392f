"""Answers price questions over a socket."""
import socket
import socketserver
import threading

PRICES = {"fig": 3, "leek": 1}


class Desk(socketserver.BaseRequestHandler):
    def handle(self):
        fruit = self.request.recv(64).decode()
        self.request.sendall(str(PRICES.get(fruit, 0)).encode())


class MarketHall:
    def __init__(self):
        self.server = socketserver.TCPServer(("127.0.0.1", 0), Desk)
        self.worker = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)  # leak: task #1
        self.worker.start()  # leak: task #1

    @property
    def address(self):
        return self.server.server_address

    def leave(self):
        self.server.socket.close()


def price(fruit):
    hall = MarketHall()  # leak: task #1
    with socket.create_connection(hall.address) as wire:
        wire.sendall(fruit.encode())
        answer = wire.recv(16).decode()
    return answer


def scenario(tmp):
    print(price("fig"))
