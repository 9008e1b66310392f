"""Notes about nodes of a tree, kept beside the nodes."""
import itertools
import weakref

_notes = {}
_n = itertools.count()


class Node:
    def __init__(self, label, *children):
        self.label = label
        self.children = children


def annotate(node, text):
    if id(node) not in _notes:
        weakref.finalize(node, _notes.pop, id(node), None)
    _notes[id(node)] = text


def note_of(node):
    return _notes.get(id(node), "")


def scenario(tmp):
    tree = Node("root", Node("left"), Node(f"right {next(_n)}"))
    annotate(tree, "top")
    for child in tree.children:
        annotate(child, f"below {tree.label}")
    print(note_of(tree), note_of(tree.children[1]))
