"""Sorting by a method; nothing is kept."""


class Sorter:
    def __init__(self, order):
        self.order = order
        self.sorted = []

    def rank(self, word):
        return self.order.index(word[0])

    def sort(self, words):
        self.sorted = sorted(words, key=self.rank)
        return self.sorted


def scenario(tmp):
    print(Sorter("cba").sort(["apple", "cherry", "banana"]))
