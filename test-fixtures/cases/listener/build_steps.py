"""Steps of a build, each with its own page of log."""
import io
import logging

build = logging.getLogger("build.steps")
build.propagate = False
build.setLevel(logging.INFO)


class Page:
    def __init__(self, logger: logging.Logger, title: str) -> None:
        self._logger = logger
        self._text = io.StringIO()
        self._handler = logging.StreamHandler(self._text)
        self._logger.addHandler(self._handler)  # leak: listener
        self.title = title

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self._handler.flush()
        self._handler.close()

    def text(self):
        return f"{self.title}: {self._text.getvalue().strip()}"


def run(steps):
    pages = []
    for name in steps:
        with Page(build, name) as page:
            build.info("running %s", name)
        pages.append(page.text().splitlines()[0])
    return pages


def scenario(tmp):
    print(run(["compile", "link"]))
