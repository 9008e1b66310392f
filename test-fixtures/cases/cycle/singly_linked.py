"""A last-in-first-out list of jobs, linked one way, and a search tree."""


class Link:
    def __init__(self, value, below):
        self.value = value
        self.below = below


class Stack:
    def __init__(self):
        self.top = None

    def push(self, value):
        self.top = Link(value, self.top)

    def take(self):
        link = self.top
        self.top = link.below
        return link.value


class Node:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

    def insert(self, key):
        if key < self.key:
            if self.left is None:
                self.left = Node(key)
            else:
                self.left.insert(key)
        elif self.right is None:
            self.right = Node(key)
        else:
            self.right.insert(key)

    def rotated(self):
        pivot = self.right
        self.right = pivot.left
        pivot.left = self
        return pivot


def scenario(tmp):
    stack, root = Stack(), Node(5)
    for number in (3, 8, 9):
        stack.push(number)
        root.insert(number)
    print(stack.take(), stack.take(), root.rotated().key)
