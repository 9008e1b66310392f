"""Search a long log lazily."""


def matching(path, word):
    log = open(path)  # leak: resource
    for line in log:
        if word in line:
            yield line.strip()
    log.close()


def first(path, word):
    for line in matching(path, word):
        return line
    return None


def scenario(tmp):
    (tmp / "log").write_text("ok\nerror 1\nerror 2\n")
    print(first(tmp / "log", "error"), list(matching(tmp / "log", "ok")))
