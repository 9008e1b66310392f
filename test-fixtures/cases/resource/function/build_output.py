"""Runs a build tool and shows the lines that are warnings."""
import subprocess
import sys

TOOL = "print('compiling'); print('warning: unused x'); print('done')"


def warnings_of_build():
    tool = subprocess.Popen([sys.executable, "-c", TOOL], stdout=subprocess.PIPE, text=True)  # leak: resource
    found = [line.strip() for line in tool.stdout if line.startswith("warning")]
    tool.wait()
    return found


def scenario(tmp):
    print(warnings_of_build())
