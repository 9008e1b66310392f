# fix: subprocess.Popen process
import subprocess
import sys


def scenario(tmp):
    process = subprocess.Popen([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE)
    text = process.stdout.read()
    process.wait()
    print(text)
