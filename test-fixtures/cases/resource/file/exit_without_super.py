"""Transactions on a file, and transactions that keep a count."""


class Transaction:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = open(self.path, "a")  # leak: resource #1
        return self

    def write(self, text):
        self.file.write(text)

    def __exit__(self, *exc_info):
        self.file.close()


class CountedTransaction(Transaction):
    count = 0

    def __exit__(self, *exc_info):  # leak: resource #1
        self.count += 1


def scenario(tmp):
    with Transaction(tmp / "t") as plain:
        plain.write("a")
    counted = CountedTransaction(tmp / "t")
    with counted:  # leak: resource #1
        counted.write("b")
    print(counted.count)
    del counted
