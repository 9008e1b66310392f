"""Finds modules in a folder while a script runs."""
import sys


class FolderFinder:
    def __init__(self, folder):
        self.folder = folder
        self.asked = []

    def find_spec(self, name, path=None, target=None):
        self.asked.append(name)
        return None


def run(folder, name):
    finder = FolderFinder(folder)
    sys.meta_path.insert(0, finder)
    try:
        __import__(name)
    except ImportError:
        return finder.asked
    finally:
        sys.meta_path.remove(finder)
    return []


def peek(folder, name):
    finder = FolderFinder(folder)
    sys.meta_path.append(finder)  # leak: listener
    try:
        __import__(name)
    except ImportError:
        pass
    return len(finder.asked) > 0


def scenario(tmp):
    print(run(tmp, "no_such_module"), peek(tmp, "nor_this_one"))
