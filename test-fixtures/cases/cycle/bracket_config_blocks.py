"""Parser for a small brace-delimited configuration language."""
import re

TOKEN = re.compile(r"[{};]|[^\s{};]+")


class Block:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent  # leak: cycle #1
        self.settings = {}
        self.blocks = []

    def open_block(self, name):
        block = Block(name, parent=self)  # leak: cycle #1
        self.blocks.append(block)  # leak: cycle #1
        return block

    def lookup(self, key):
        block = self
        while block is not None:
            if key in block.settings:
                return block.settings[key]
            block = block.parent
        return None

    def find(self, name):
        if self.name == name:
            return self
        for block in self.blocks:
            found = block.find(name)
            if found is not None:
                return found
        return None


class ConfigParser:
    def __init__(self, text):
        self.tokens = TOKEN.findall(text)

    def parse(self):
        root = current = Block("main")
        words = []
        for token in self.tokens:
            if token == "{":
                current = current.open_block(" ".join(words))
                words = []
            elif token == "}":
                if current.parent is None:
                    raise SyntaxError("unbalanced }")
                current = current.parent
            elif token == ";":
                key, *values = words
                current.settings[key] = " ".join(values)
                words = []
            else:
                words.append(token)
        return root


def effective_setting(text, block_name, key):
    block = ConfigParser(text).parse().find(block_name)
    return block.lookup(key) if block else None


def scenario(tmp):
    text = "root /srv; gzip on; server a { listen 80; location /img { gzip off; } }"
    for key in ("gzip", "root", "listen", "missing"):
        print(key, effective_setting(text, "location /img", key))
