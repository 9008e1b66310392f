"""A price board that answers over UDP while a test asks it."""
import socket
import socketserver
import threading

PRICES = {"tea": "2.10", "milk": "0.90"}


class Board(socketserver.BaseRequestHandler):
    def handle(self):
        data, back = self.request
        back.sendto(PRICES.get(data.decode(), "?").encode(), self.client_address)


class BoardServer:
    def __init__(self):
        self.server = socketserver.UDPServer(("127.0.0.1", 0), Board)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    @property
    def address(self):
        return self.server.server_address


BOARDS = []


def price(item):
    board = BoardServer()
    BOARDS[:] = [board]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.settimeout(5)
        asker.sendto(item.encode(), board.address)
        return asker.recv(100).decode()


def scenario(tmp):
    print(price("tea"))
    print(price("milk"))
    BOARDS[0].server.socket.close()
