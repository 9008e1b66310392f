"""Follows a log file over its rotations, as far as it has been written."""


def follow(path, rotate, rounds):
    seen = []
    source = None
    while rounds >= 0:
        if source is None:
            source = open(path)  # leak: resource
        line = source.readline()
        if line:
            seen.append(line.strip())
        else:
            rounds -= 1
            rotate()
            source = None
    return seen


def scenario(tmp):
    log = tmp / "app.log"
    log.write_text("one\ntwo\n")
    texts = ["three\n", "four\nfive\n", ""]
    print(follow(log, lambda: log.write_text(texts.pop(0)), rounds=2))
