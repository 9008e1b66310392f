"""A subclass overrides close and forgets to leave."""


class Feed:
    def __init__(self):
        self._readers = []

    def add_reader(self, reader):
        self._readers.append(reader)

    def remove_reader(self, reader):
        self._readers.remove(reader)

    def send(self, text):
        for reader in list(self._readers):
            reader.receive(text)


feed = Feed()


class Reader:
    def __init__(self):
        self.texts = []
        feed.add_reader(self)  # leak: listener #1

    def receive(self, text):
        self.texts.append(text)

    def close(self):
        feed.remove_reader(self)


class PrintingReader(Reader):
    def close(self):  # leak: listener #1
        print("read", len(self.texts), "texts")


def scenario(tmp):
    reader = PrintingReader()
    feed.send("news")
    reader.close()
