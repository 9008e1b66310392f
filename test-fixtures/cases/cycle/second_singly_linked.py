"""A singly linked stack."""


class Cell:
    def __init__(self, value, below):
        self.value = value
        self.below = below


class Stack:
    def __init__(self):
        self.top = None
        self.size = 0

    def push(self, value):
        self.top = Cell(value, self.top)
        self.size += 1

    def pop(self):
        cell = self.top
        self.top = cell.below
        self.size -= 1
        return cell.value


def scenario(tmp):
    stack = Stack()
    for value in range(5):
        stack.push(value)
    print(stack.pop(), stack.pop(), stack.size)
