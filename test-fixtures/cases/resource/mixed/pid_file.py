"""Write the number of the process into a file that must not exist yet."""
import os


def write_pid(path, number):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)  # leak: resource #1
    stream = os.fdopen(descriptor, "w")  # leak: resource #1
    print(number, file=stream, flush=True)
    return path.name


def scenario(tmp):
    print(write_pid(tmp / "job.pid", 4711), (tmp / "job.pid").read_text())
