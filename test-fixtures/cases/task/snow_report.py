"""Snow heights, read by a helper process that ends with its input."""
import subprocess
import sys
import threading

HELPER = "import sys\nfor line in sys.stdin: print(int(line) + 1, flush=True)"


class Reader:
    def __init__(self):
        self.heights = []
        self.helper = subprocess.Popen(
            [sys.executable, "-S", "-c", HELPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.pump = threading.Thread(target=self._pump)
        self.pump.start()

    def _pump(self):
        while True:
            line = self.helper.stdout.readline()
            if not line:
                break
            self.heights.append(int(line))

    def close(self):
        self.helper.stdin.close()
        self.helper.wait()
        self.pump.join()
        self.helper.stdout.close()


def report(values):
    reader = Reader()
    try:
        for value in values:
            reader.helper.stdin.write(f"{value}\n")
    finally:
        reader.close()
    return reader.heights


def scenario(tmp):
    print(report([10, 25]))
