"""Run a worker whose output goes into a log file."""
import subprocess
import sys


def run_worker(code, log):
    output = open(log, "wb")  # leak: resource
    worker = subprocess.Popen([sys.executable, "-I", "-c", code], stdout=output, stderr=subprocess.STDOUT)
    return worker.wait(timeout=30)


def scenario(tmp):
    print(run_worker("print('at work')", tmp / "log"), (tmp / "log").read_text().strip())
