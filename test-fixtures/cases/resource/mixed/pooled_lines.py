"""Lines of a telephone exchange; a line that failed is thrown away."""
import socket


class Exchange:
    def __init__(self, size):
        pairs = [socket.socketpair() for _ in range(size)]  # leak: resource
        self._lines = [near for near, _ in pairs]
        self._far = [far for _, far in pairs]

    def call(self, data):
        line = self._lines.pop()
        if not data:
            return 0
        sent = line.send(data)
        self._lines.append(line)
        return sent

    def close(self):
        for line in self._lines + self._far:
            line.close()


def scenario(tmp):
    exchange = Exchange(3)
    print(exchange.call(b"hello"), exchange.call(b""), exchange.call(b"bye"))
    exchange.close()
