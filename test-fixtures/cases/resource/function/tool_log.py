"""Runs a tool whose output goes to a log file."""
import subprocess
import sys


def run_logged(code, log_path):
    result = subprocess.run([sys.executable, "-c", code], stdout=open(log_path, "w"), check=False)  # leak: resource
    return result.returncode


def scenario(tmp):
    log = tmp / "tool.log"
    print(run_logged("print('all fine')", log), log.read_text())
