"""Log lines that say which function wrote them."""
import inspect


class Log:
    def __init__(self):
        self.lines = []

    def write(self, text):
        frame = inspect.currentframe()  # leak: cycle
        caller = frame.f_back.f_code.co_name
        self.lines.append(f"{caller}: {text}")


def boil(log):
    log.write("water on")
    log.write("water off")


def scenario(tmp):
    log = Log()
    boil(log)
    print(log.lines)
