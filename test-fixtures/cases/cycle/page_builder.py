"""Fluent builder for small HTML pages."""
from __future__ import annotations

from html import escape
from typing import Optional


class Element:
    def __init__(self, tag: str, parent: Optional[Element] = None, **attributes: str) -> None:
        self._tag = tag
        self._parent = parent
        self._attributes = attributes
        self._children: list[str] = []

    def text(self, content: str) -> Element:
        self._children.append(escape(content))
        return self

    def open(self, tag: str, **attributes: str) -> Element:
        return Element(tag, self, **attributes)

    def end(self) -> Element:
        parent = self._parent
        if parent is None:
            raise RuntimeError(f"<{self._tag}> is the outermost element")
        parent._add(self)
        return parent

    def _add(self, child: Element) -> None:
        self._children.append(child.render())

    def render(self) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self._attributes.items())
        return f"<{self._tag}{attributes}>{''.join(self._children)}</{self._tag}>"


def price_list(prices: dict[str, float]) -> str:
    table = Element("table", id="prices")
    for article, price in prices.items():
        row = table.open("tr")
        row.open("td").text(article).end()
        row.open("td").text(f"{price:.2f}").end()
        row.end()
    return table.render()


def scenario(tmp):
    print(price_list({"tea & cake": 4.5, "coffee": 2.8}))
    try:
        Element("p").end()
    except RuntimeError as exc:
        print(exc)
