"""Finds out whether a service can be bound to an address, with the server class it will use."""
import socketserver


def can_serve(host):
    try:
        server = socketserver.TCPServer((host, 0), socketserver.BaseRequestHandler)  # leak: resource
    except OSError:
        return False
    port = server.server_address[1]
    return port > 0


def scenario(tmp):
    print(can_serve("127.0.0.1"), can_serve("203.0.113.1"))
