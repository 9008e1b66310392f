"""Talks to a chess engine over its pipes."""
import subprocess
import sys

ENGINE = "import sys\nfor line in sys.stdin: print('ok ' + line, end='', flush=True)"


class Engine:
    def __init__(self):
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([sys.executable, "-c", ENGINE], stdin=pipe, stdout=pipe, text=True)

    def ask(self, command):
        print(command, file=self._process.stdin, flush=True)
        return self._process.stdout.readline().strip()

    def quit(self):
        with self._process:
            self._process.stdin.close()


def scenario(tmp):
    engine = Engine()
    try:
        print(engine.ask("uci"), engine.ask("go"))
    finally:
        engine.quit()
