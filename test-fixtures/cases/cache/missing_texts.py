"""Texts of a program in several languages; what is not translated is noted."""
import itertools

TEXTS = {"de": {"yes": "ja", "no": "nein"}, "fr": {"yes": "oui"}}
_missing = set()  # leak: cache #1
_order = itertools.count(1)


def gettext(text, language="de"):
    table = TEXTS[language]
    try:
        return table[text]
    except KeyError:
        _missing.add((language, text))  # leak: cache #1
        return text


def greeting(number, language):
    return gettext(f"order {number} has arrived", language), gettext("yes", language)


def report():
    return sorted(_missing, key=lambda pair: pair[0])[0][0]


def scenario(tmp):
    print(greeting(next(_order), "fr")[1], gettext("no"))
    print(report())
