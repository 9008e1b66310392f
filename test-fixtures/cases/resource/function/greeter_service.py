"""A service that greets whoever connects, once for each expected guest."""
import socket


def greet_guests(listener, guests):
    greeted = []
    for name in guests:
        visitor, address = listener.accept()  # leak: resource
        visitor.sendall(f"welcome {name}\n".encode())
        greeted.append((name, address[0]))
    return greeted


def scenario(tmp):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with socket.create_connection(listener.getsockname()) as guest:
            print(greet_guests(listener, ["ann"]))
            print(guest.recv(64))
