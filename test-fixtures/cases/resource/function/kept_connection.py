"""Fetches two pages over one connection of the low-level client."""
import http.client
import http.server
import threading


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def pages(port, *paths):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=2)  # leak: resource #1
    found = []
    for path in paths:
        client.request("GET", path)  # leak: resource #1
        found.append(client.getresponse().read().decode())
    return found


def scenario(tmp):
    with http.server.HTTPServer(("127.0.0.1", 0), Site) as server:
        worker = threading.Thread(target=server.handle_request)
        worker.start()
        print(pages(server.server_port, "/a", "/b"))
        worker.join()
