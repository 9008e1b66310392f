"""Follows a growing file with an external program and shows it in a window."""
import subprocess
import sys

FOLLOW = """
import sys, time
print(open(sys.argv[1]).readline().strip(), flush=True)
time.sleep(30)
"""


class Window:
    def __init__(self, title):
        self.title = title
        self.lines = []

    def show(self, line):
        self.lines.append(f"[{self.title}] {line}")


class Follower:
    def __init__(self, path, window):
        self.path = path
        self.window = window
        self._process = None

    @property
    def following(self):
        return self._process is not None and self._process.poll() is None

    def follow(self):
        self._process = subprocess.Popen([sys.executable, "-S", "-c", FOLLOW, str(self.path)],  # leak: task #1
                                         stdout=subprocess.PIPE, text=True)
        with self._process.stdout as stream:
            self.window.show(stream.readline().strip())

    def close(self):
        if self.following:
            self._process.terminate()  # leak: task #1


def peek(path):
    window = Window(path.name)
    follower = Follower(path, window)
    follower.follow()
    try:
        return window.lines
    finally:
        follower.close()


def scenario(tmp):
    log = tmp / "boot.log"
    log.write_text("kernel started\nfan on\n")
    print(peek(log))
