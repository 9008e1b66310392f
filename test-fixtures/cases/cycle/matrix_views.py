"""Rows and columns of a board, each cell knows both."""


class Line:
    def __init__(self):
        self.cells = []


class Cell:
    def __init__(self, row, column, value):
        self.row = row  # leak: cycle #1
        self.column = column  # leak: cycle #1
        self.value = value


class Board:
    def __init__(self, values):
        self.rows = [Line() for _ in values]
        self.columns = [Line() for _ in values[0]]
        for row, line in zip(self.rows, values):
            for column, value in zip(self.columns, line):
                cell = Cell(row, column, value)  # leak: cycle #1
                row.cells.append(cell)  # leak: cycle #1
                column.cells.append(cell)  # leak: cycle #1

    def sums(self):
        return [sum(cell.value for cell in column.cells) for column in self.columns]


def scenario(tmp):
    print(Board([[1, 2], [3, 4]]).sums())
