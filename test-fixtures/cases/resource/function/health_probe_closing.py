"""Asks a web service for its state, and for the first bytes of what it says."""
import http.server
import socket
import threading
import urllib.request
from contextlib import closing


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


PORT = free_port()


class Service(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"state=green")

    def log_message(self, *args):
        pass


def state(url):
    with closing(urllib.request.urlopen(url, timeout=2)) as answer:
        return answer.status, answer.read(5)


def scenario(tmp):
    with http.server.HTTPServer(("127.0.0.1", PORT), Service) as server:
        worker = threading.Thread(target=server.handle_request)
        worker.start()
        print(state(f"http://127.0.0.1:{PORT}/"))
        worker.join()
