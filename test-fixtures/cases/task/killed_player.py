"""Plays a tune until it is too long."""
import subprocess
import sys


def play(seconds):
    player = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(20)"])  # leak: task
    player.kill()
    return f"played {seconds} s"


def scenario(tmp):
    print(play(1))
