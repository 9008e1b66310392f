"""Run a noisy build step with its output in a file."""
import os


def noisy_step():
    os.write(1, b"compiling ...\n")
    return "built"


def quietly(log, step):
    saved = os.dup(1)  # leak: resource
    target = os.open(log, os.O_WRONLY | os.O_CREAT)
    os.dup2(target, 1)
    try:
        return step()
    finally:
        os.dup2(saved, 1)
        os.close(target)


def scenario(tmp):
    log = tmp / "build.log"
    print(quietly(log, noisy_step), log.read_text().strip())
