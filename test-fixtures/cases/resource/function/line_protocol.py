"""Speaks a line protocol over the two file interfaces of a socket."""
import socket


def exchange(end, lines):
    answers = []
    heard, said = end.makefile("r"), end.makefile("w")
    try:
        for line in lines:
            said.write(line + "\n")
            said.flush()
            answers.append(heard.readline().strip())
    finally:
        heard.close()
        said.close()
        end.close()
    return answers


def scenario(tmp):
    near, far = socket.socketpair()
    with far:
        far.sendall(b"250 ok\n221 bye\n")
        print(exchange(near, ["NOOP", "QUIT"]), far.recv(64))
