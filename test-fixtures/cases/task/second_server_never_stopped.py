"""A tiny server in a thread that serves for ever."""
import socketserver
import threading
import socket


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(self.request.recv(100).upper())


class EchoServer:
    def __init__(self):
        self.server = socketserver.TCPServer(("127.0.0.1", 0), Echo)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)  # leak: task #1
        self.thread.start()  # leak: task #1

    def ask(self, text):
        with socket.create_connection(self.server.server_address) as client:
            client.sendall(text.encode())
            return client.recv(100).decode()

    def close(self):
        self.server.socket.close()


def scenario(tmp):
    server = EchoServer()
    print(server.ask("hello"))
    server.close()
