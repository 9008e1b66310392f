"""A lexer with modes; the pattern of a mode is compiled when it is entered first."""
import itertools
import re

_n = itertools.count()


class Lexer:
    CODE = "code"
    STRING = "string"
    TOKENS = {
        CODE: [r"(?P<number>\d+)", r"(?P<name>[a-z]+)", r"(?P<quote>')", r"(?P<space>\s+)"],
        STRING: [r"(?P<text>[^']+)", r"(?P<quote>')"],
    }
    _patterns = {}

    def __init__(self, source):
        self.source = source
        self.mode = self.CODE

    def pattern(self, mode):
        if mode not in self._patterns:
            self._patterns[mode] = re.compile("|".join(self.TOKENS[mode]))
        return self._patterns[mode]

    def __iter__(self):
        at = 0
        while at < len(self.source):
            match = self.pattern(self.mode).match(self.source, at)
            if match.lastgroup == "quote":
                self.mode = self.STRING if self.mode == self.CODE else self.CODE
            elif match.lastgroup != "space":
                yield match.lastgroup
            at = match.end()


def scenario(tmp):
    print(*Lexer(f"say 'hello there' {next(_n)}"))
