"""Serves status requests one after the other in a thread."""
import http.server
import threading


class Status(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.end_headers()


class Gate(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.server = http.server.HTTPServer(("127.0.0.1", 0), Status)

    def run(self):
        self.server.serve_forever(poll_interval=0.02)

    @property
    def port(self):
        return self.server.server_port


def open_gate():
    gate = Gate()  # leak: task #1
    gate.start()  # leak: task #1
    return gate.port > 0


def scenario(tmp):
    print(open_gate())
