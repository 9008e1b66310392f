"""A tokenizer that closes only what it has opened itself."""
import io


class Tokenizer:
    def __init__(self, source):
        self._own = not hasattr(source, "read")
        self._stream = open(source) if self._own else source

    def tokens(self):
        return self._stream.read().replace("(", " ( ").replace(")", " ) ").split()

    def close(self):
        if self._own:
            self._stream.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def scenario(tmp):
    (tmp / "x").write_text("(add 1 2)")
    with Tokenizer(tmp / "x") as tokenizer:
        print(tokenizer.tokens())
    lent = io.StringIO("(neg 3)")
    with Tokenizer(lent) as tokenizer:
        print(tokenizer.tokens(), lent.closed)
