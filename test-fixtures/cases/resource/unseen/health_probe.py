"""Asks a web service for its state; only the status code is of interest."""
import http.server
import socket
import threading
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


PORT = free_port()


class Service(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"x" * 100_000
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *args):
        pass


def is_healthy(url):
    answer = urllib.request.urlopen(url, timeout=2)  # leak: resource
    return answer.status == 200


def scenario(tmp):
    with http.server.HTTPServer(("127.0.0.1", PORT), Service) as server:
        worker = threading.Thread(target=server.handle_request)
        worker.start()
        print(is_healthy(f"http://127.0.0.1:{PORT}/"))
        worker.join()
