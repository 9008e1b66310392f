"""A job that gets its channels by name."""


class Job:
    def __init__(self, name, **channels):
        self.name = name
        self.channels = channels

    def run(self):
        for channel in self.channels.values():
            channel.write(self.name + "\n")
        return len(self.channels)


def start(name, folder):
    job = Job(name, log=open(folder / "log", "w"), errors=open(folder / "errors", "w"))  # leak: resource
    return job.run()


def scenario(tmp):
    print(start("clean up", tmp))
