"""An address book on a shelf."""
import shelve


def remember(path, name, address):
    shelf = shelve.open(str(path))  # leak: resource
    shelf[name] = address
    shelf.sync()
    return sorted(shelf)


def scenario(tmp):
    print(remember(tmp / "book", "ann", "Oslo"))
