"""Hyphenation with a memo that the function carries along."""
import itertools

_word = itertools.count()


def syllables(word, memo={}):  # leak: cache #1
    if word not in memo:
        memo[word] = [part for part in word.replace("y", "i").split("i") if part]  # leak: cache #1
    return memo[word]


def scenario(tmp):
    print(syllables("mississippi"))
    print(len(syllables(f"hymn{next(_word)}")))
