"""Counts the vowels of a text."""


def vowels(path):
    text = open(path, encoding="utf-8")  # leak: resource
    text = text.read().lower()
    return {vowel: text.count(vowel) for vowel in "aeiou" if vowel in text}


def scenario(tmp):
    (tmp / "text").write_text("An apple a day")
    print(vowels(tmp / "text"))
