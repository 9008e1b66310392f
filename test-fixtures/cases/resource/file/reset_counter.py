"""A visitor counter whose file can be started anew."""


class Visitors:
    def __init__(self, path):
        self.path = path
        self.file = open(path, "w")  # leak: resource

    def count(self, name):
        self.file.write(name + "\n")

    def reset(self):
        self.file = open(self.path, "w")

    def shutdown(self):
        self.file.close()


def scenario(tmp):
    visitors = Visitors(tmp / "visitors")
    try:
        visitors.count("ann")
        visitors.reset()
        visitors.count("bo")
    finally:
        visitors.shutdown()
    print((tmp / "visitors").read_text())
