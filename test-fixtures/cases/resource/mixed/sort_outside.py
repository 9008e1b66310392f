"""Sort lines with an external command."""
import subprocess
import sys

SORT = "import sys; sys.stdout.writelines(sorted(sys.stdin))"


def sort_lines(lines):
    command = [sys.executable, "-I", "-c", SORT]
    sorter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    output, _ = sorter.communicate("".join(lines))
    if sorter.returncode:
        raise subprocess.CalledProcessError(sorter.returncode, command)
    return output.splitlines()


def first_line(code):
    with subprocess.Popen([sys.executable, "-I", "-c", code], stdout=subprocess.PIPE, text=True) as child:
        return child.stdout.readline().strip()


def scenario(tmp):
    print(sort_lines(["b\n", "a\n"]), first_line("print('x'); print('y')"))
