"""A log that is itself a text stream over a binary file."""
import io


class AppendingLog(io.TextIOWrapper):
    def __init__(self, path):
        super().__init__(open(path, "ab"), encoding="utf-8", line_buffering=True)

    def event(self, name, **values):
        self.write(name + "".join(f" {key}={value}" for key, value in values.items()) + "\n")


def scenario(tmp):
    with AppendingLog(tmp / "log") as log:
        log.event("start", pid=1)
    log = AppendingLog(tmp / "log")
    try:
        log.event("stop")
    finally:
        log.close()
    print((tmp / "log").read_text())
