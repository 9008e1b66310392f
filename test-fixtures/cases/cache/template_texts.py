"""Compiled templates by their text."""
import functools
import itertools
import string
_n = itertools.count()


@functools.lru_cache(None)  # leak: cache #1
def template(text):
    return string.Template(text)


class Renderer:
    @functools.cached_property
    def header(self):
        return template("== $title ==")

    def render(self, text, **values):
        return template(text).substitute(values)


def scenario(tmp):
    print(Renderer().render("$a", a=1), Renderer().render(f"x{next(_n)}$$")[0])
