"""Joins poems line by line."""


def first_words(paths):
    words = []
    for poem in map(open, paths):  # leak: resource
        words.append(poem.readline().split()[0])
    return words


def first_words_closed(paths):
    words = []
    for poem in map(open, paths):
        with poem:
            words.append(poem.readline().split()[0])
    return words


def lengths(paths):
    poems = (open(path) for path in paths)
    result = []
    for poem in poems:
        result.append(len(poem.read()))
        poem.close()
    return result


def scenario(tmp):
    (tmp / "a").write_text("one two")
    (tmp / "b").write_text("three four")
    paths = sorted(tmp.iterdir())
    print(first_words(paths), first_words_closed(paths), lengths(paths))
