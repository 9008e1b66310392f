"""Finds primes in a process of its own."""
import subprocess
import sys

PROGRAM = "print([n for n in range(2, int(__import__('sys').argv[1])) if all(n % d for d in range(2, n))])"


def primes(limit):
    finder = subprocess.Popen([sys.executable, "-S", "-c", PROGRAM, str(limit)], stdout=subprocess.PIPE, text=True)
    try:
        out, _ = finder.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        finder.kill()
        out, _ = finder.communicate()
    return out.strip()


def scenario(tmp):
    print(primes(10))
