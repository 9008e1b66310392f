"""A small line server that answers for the length of a test."""
import socket
import socketserver
import threading


class Dovecote(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())


class Loft(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def answer(text):
    with Loft(("127.0.0.1", 0), Dovecote) as loft:
        keeper = threading.Thread(target=loft.serve_forever, kwargs={"poll_interval": 0.02})
        keeper.start()
        try:
            with socket.create_connection(loft.server_address) as wire, wire.makefile("rw") as stream:
                stream.write(text + "\n")
                stream.flush()
                return stream.readline().strip()
        finally:
            loft.shutdown()
            keeper.join()


def scenario(tmp):
    print(answer("coo"))
