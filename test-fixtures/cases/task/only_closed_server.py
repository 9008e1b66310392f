"""A server of jokes that a client asks once."""
import socket
import socketserver
import threading


class Joke(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"knock knock\n")


def tell():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Joke)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()  # leak: task
    with socket.create_connection(server.server_address) as line:
        return line.recv(100).decode().strip()


def scenario(tmp):
    print(tell())
