"""Reads a matrix of integers."""


def read_matrix(path):
    source = open(path)  # leak: resource
    rows, columns = map(int, source.readline().split())
    matrix = []
    for _ in range(rows):
        matrix.append([int(cell) for cell in source.readline().split()])
    if any(len(row) != columns for row in matrix):
        raise ValueError("ragged matrix")
    source.close()
    return matrix


def scenario(tmp):
    square, ragged = tmp / "square", tmp / "ragged"
    square.write_text("2 2\n1 2\n3 4\n")
    ragged.write_text("2 2\n1 2\n3\n")
    print(read_matrix(square))
    try:
        print(read_matrix(ragged))
    except ValueError as error:
        print(error)
