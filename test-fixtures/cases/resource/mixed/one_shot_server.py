"""Serve exactly one request."""
import socket
import socketserver
import threading


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())


def ask(address, question):
    with socket.create_connection(address, timeout=5) as line:
        line.sendall(question + b"\n")
        return line.recv(100)


def serve_once(question):
    server = socketserver.TCPServer(("127.0.0.1", 0), Upper)  # leak: resource
    client = threading.Thread(target=lambda: print(ask(server.server_address, question)))
    client.start()
    server.handle_request()
    client.join()
    server.socket.getsockname()


def scenario(tmp):
    serve_once(b"hello")
