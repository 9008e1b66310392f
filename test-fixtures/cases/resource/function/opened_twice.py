"""Copies the lines that two word lists have in common, with an alias for the output."""


def common(first, second, target):
    out = result = open(target, "w")
    try:
        words = open(first)
        with words:
            known = {word.strip() for word in words}
        words = open(second)
        with words:
            for word in words:
                if word.strip() in known:
                    out.write(word)
    finally:
        result.close()
    return out.closed


def scenario(tmp):
    (tmp / "a").write_text("oak\nelm\n")
    (tmp / "b").write_text("elm\nfir\n")
    print(common(tmp / "a", tmp / "b", tmp / "c"), (tmp / "c").read_text())
