"""Commands of a tool, each with a log of what it did."""
import io
import logging

log = logging.getLogger("tool.commands")
log.setLevel(logging.INFO)
log.propagate = False


def run(command, *args):
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    log.addHandler(handler)  # leak: listener
    command(*args)
    return output.getvalue()


def copy(source, target):
    log.info("copy %s to %s", source, target)


def scenario(tmp):
    print(run(copy, "a.txt", "b.txt"), end="")
