"""Runs a build tool and shows the lines that are warnings."""
import subprocess
import sys

TOOL = "print('compiling'); print('warning: unused x'); print('done')"


def warnings_of_build():
    tool = subprocess.Popen([sys.executable, "-c", TOOL], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, _ = tool.communicate()
    if tool.returncode:
        return ["build failed"]
    return [line for line in output.splitlines() if line.startswith("warning")]


def scenario(tmp):
    print(warnings_of_build())
