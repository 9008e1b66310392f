"""A pipe between two parts of a program."""
import multiprocessing


def doubled(numbers):
    left, right = multiprocessing.Pipe()  # leak: resource
    left.send(numbers)
    left.close()
    return [2 * number for number in right.recv()]


def scenario(tmp):
    print(doubled([1, 2]))
