"""A dish washer's program, which another process simulates."""
import subprocess
import sys
import time


class Washer:
    def __init__(self):
        self.child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])

    @property
    def running(self):
        return self.child.poll() is None

    def stop(self):
        if self.running:
            self.child.terminate()
        while self.running:
            time.sleep(0.01)


def scenario(tmp):
    washer = Washer()
    try:
        print(washer.running)
    finally:
        washer.stop()
    print(washer.running)
