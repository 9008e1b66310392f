"""Appends remarks to a guest book; who asks for it gets the book open."""


def write_in(book, remarks, close=True):
    for remark in remarks:
        book.write(remark + "\n")
    if close:
        book.close()


def one_visit(path, remarks):
    write_in(open(path, "a"), remarks)


def long_visit(path, remarks):
    book = open(path, "a")  # leak: resource
    write_in(book, remarks, close=False)
    book.flush()
    return len(remarks)


def short_visit(path):
    book = open(path, "a")
    write_in(book, ["hello"], close=False)
    write_in(book, ["bye"], close=True)


def scenario(tmp):
    one_visit(tmp / "book", ["nice"])
    short_visit(tmp / "book")
    print(long_visit(tmp / "book", ["very", "good"]), (tmp / "book").read_text().split())
