# fix: socket.create_server socket
import socket


def scenario(tmp):
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"hi")
        peer, address = server.accept()
        with peer:
            print(peer.recv(2))
