"""Read titles from a feed with expat."""
from xml.parsers import expat


class FeedReader:
    def __init__(self):
        self.titles = []
        self.inside = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start  # leak: cycle #1
        self.parser.EndElementHandler = self.end  # leak: cycle #1
        self.parser.CharacterDataHandler = self.text  # leak: cycle #1

    def start(self, name, attributes):
        self.inside = name == "title"

    def end(self, name):
        self.inside = False

    def text(self, data):
        if self.inside:
            self.titles.append(data)

    def read(self, xml):
        self.parser.Parse(xml, True)
        return self.titles


def scenario(tmp):
    print(FeedReader().read("<feed><title>a</title><title>b</title></feed>"))
