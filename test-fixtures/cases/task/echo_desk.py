"""A help desk that answers over TCP."""
import socket
import socketserver
import threading


class Desk(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(self.request.recv(100).upper())


def ask(question):
    server = socketserver.TCPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with socket.create_connection(server.server_address) as line:
            line.sendall(question.encode())
            return line.recv(100).decode()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def scenario(tmp):
    print(ask("hello"))
    print(ask("anyone?"))
