"""Read an outline and know each heading's number."""


class Heading:
    def __init__(self, title, above):
        self.title = title
        self.above = above  # leak: cycle #1
        self.below = []
        if above is not None:
            above.below.append(self)  # leak: cycle #1

    def number(self):
        if self.above is None:
            return ""
        place = self.above.below.index(self) + 1
        return f"{self.above.number()}{place}."


def read(lines):
    open_headings = [Heading("", None)]
    found = []
    for line in lines:
        level = len(line) - len(line.lstrip("*"))
        open_headings = open_headings[:level]
        heading = Heading(line.lstrip("* "), open_headings[-1])
        open_headings.append(heading)
        found.append(heading)
    return found


def scenario(tmp):
    print([f"{h.number()} {h.title}" for h in read(["* one", "** inner", "* two"])])
