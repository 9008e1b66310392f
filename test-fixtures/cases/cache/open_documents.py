"""An editor that can find its open documents."""
import weakref

_documents = []  # leak: cache #1


class Document:
    def __init__(self, title):
        self.title = title
        _documents.append(weakref.ref(self))  # leak: cache #1


def titles():
    alive = (ref() for ref in _documents)
    return sorted(doc.title for doc in alive if doc is not None)


def scenario(tmp):
    letter = Document("letter")
    bill = Document("bill")
    print(titles(), letter.title < bill.title)
