"""Follows a log file over its rotations, as far as it has been written."""


def follow(path, rotate, rounds):
    seen = []
    source = open(path)
    try:
        while True:
            line = source.readline()
            if line:
                seen.append(line.strip())
                continue
            if rounds == 0:
                break
            rounds -= 1
            rotate()
            source.close()
            source = open(path)
    finally:
        source.close()
    return seen


def scenario(tmp):
    log = tmp / "app.log"
    log.write_text("one\ntwo\n")
    texts = ["three\n", "four\nfive\n"]
    print(follow(log, lambda: log.write_text(texts.pop(0)), rounds=2))
