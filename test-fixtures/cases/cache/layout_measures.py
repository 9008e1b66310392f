"""Measure paragraphs for the printed page; measures are computed when first asked for."""
import itertools
import textwrap
import weakref

_page = itertools.count(1)


class Paragraph:
    def __init__(self, text, indent=0):
        self.text = text
        self.indent = indent


class Measure:
    """What the typesetter knows about one paragraph."""

    def __init__(self, paragraph, width):
        self.paragraph = paragraph
        self.width = width
        self.lines = textwrap.wrap(paragraph.text, width - paragraph.indent)

    @property
    def height(self):
        return len(self.lines)

    def widow(self):
        return bool(self.lines) and len(self.lines[-1]) < self.width // 4


_measures = weakref.WeakKeyDictionary()  # leak: cache #1


def measure(paragraph, width=28):
    found = _measures.get(paragraph)
    if found is None or found.width != width:
        found = Measure(paragraph, width)
        _measures[paragraph] = found  # leak: cache #1
    return found


def paginate(paragraphs, height):
    page, used = [], 0
    for paragraph in paragraphs:
        need = measure(paragraph).height
        if page and used + need > height:
            yield page
            page, used = [], 0
        page.append(paragraph)
        used += need
    if page:
        yield page


def scenario(tmp):
    number = next(_page)
    story = [
        Paragraph(f"It was the {number}th morning on the island.", indent=2),
        Paragraph("Nobody had seen the ferry since the storm, and the last bread was eaten. " * 2),
        Paragraph("Then a bell rang."),
    ]
    print([len(page) for page in paginate(story, 6)])
    print([measure(paragraph).widow() for paragraph in story[1:]])
