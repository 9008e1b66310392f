"""Ask an external command how many words a text has."""
import subprocess
import sys

PROGRAM = "import sys; print(len(sys.stdin.read().split()))"


def count_words(text):
    process = subprocess.Popen([sys.executable, "-I", "-c", PROGRAM], stdin=subprocess.PIPE,  # leak: resource
                               stdout=subprocess.PIPE, text=True)
    process.stdin.write(text)
    process.stdin.close()
    answer = process.stdout.read()
    process.wait()
    return int(answer)


def scenario(tmp):
    print(count_words("to be or not to be"))
