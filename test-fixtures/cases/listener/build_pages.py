"""Pages of a build; the logger is the caller's, and gets its handlers back."""
import io
import logging

build = logging.getLogger("build.pages")
build.propagate = False


class Page:
    def __init__(self, logger):
        self.text = io.StringIO()
        self.handler = logging.StreamHandler(self.text)
        self.logger = logger
        logger.addHandler(self.handler)

    def close(self):
        self.logger.removeHandler(self.handler)
        self.handler.close()


class Sheet:
    def __init__(self, logger):
        self.text = io.StringIO()
        self.handler = logging.StreamHandler(self.text)
        logger.addHandler(self.handler)

    def close(self):
        self.handler.close()


def run(words):
    page, sheet = Page(build), Sheet(build)
    own = logging.Logger("own")
    private = Sheet(own)
    try:
        for word in words:
            build.warning(word)
            own.warning(word * 2)
    finally:
        page.close()
        build.removeHandler(sheet.handler)
        sheet.close()
        private.close()
    return page.text.getvalue().split(), sheet.text.getvalue().split(), private.text.getvalue().split()


def scenario(tmp):
    print(run(["a", "b"]))
