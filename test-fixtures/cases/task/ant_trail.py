"""Follows ants with a helper process that prints what it sees."""
import subprocess
import sys

HELPER = "import sys\nfor line in sys.stdin: print(line.strip()[::-1], flush=True)"


class Trail:
    def __init__(self):
        self.helper = subprocess.Popen([sys.executable, "-S", "-c", HELPER], text=True,  # leak: task #1
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def follow(self, ant):
        self.helper.stdin.write(ant + "\n")
        self.helper.stdin.flush()
        return self.helper.stdout.readline().strip()

    def close(self):
        self.helper.stdin.close()
        self.helper.stdout.close()


def scenario(tmp):
    trail = Trail()  # leak: task #1
    print(trail.follow("emma"))
    trail.close()
