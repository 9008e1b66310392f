"""A log that can be iterated over again and again."""


class Log:
    def __init__(self, path):
        self.path = path

    def __iter__(self):
        stream = open(self.path)  # leak: resource
        for line in stream:
            yield line.rstrip()
        stream.close()


def first_error(log):
    for line in log:
        if line.startswith("E"):
            return line
    return None


def scenario(tmp):
    (tmp / "log").write_text("I start\nE disk\nI end\n")
    print(first_error(Log(tmp / "log")), len(list(Log(tmp / "log"))))
