"""Iterates over the pages of a printout and closes it after the last one."""


class Pages:
    def __init__(self, path, lines):
        self._source = open(path)  # leak: resource #1
        self._lines = lines

    def __iter__(self):
        return self

    def __next__(self):
        page = [line for _, line in zip(range(self._lines), self._source)]
        if not page:
            self._source.close()
            raise StopIteration
        return page


def find_page(path, word):
    for number, page in enumerate(Pages(path, 2), 1):  # leak: resource #1
        if any(word in line for line in page):
            return number
    return None


def scenario(tmp):
    (tmp / "printout").write_text("a\nb\nc\nd\ne\n")
    print(find_page(tmp / "printout", "c"), find_page(tmp / "printout", "z"))
