"""A tiny server in a thread, shut down after use."""
import socketserver
import threading
import socket


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(self.request.recv(100).upper())


def ask(text):
    with socketserver.TCPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            with socket.create_connection(server.server_address) as client:
                client.sendall(text.encode())
                return client.recv(100).decode()
        finally:
            server.shutdown()
            thread.join()


def scenario(tmp):
    print(ask("hello"))
