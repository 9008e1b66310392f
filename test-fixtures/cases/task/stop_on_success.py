"""Shows dots while a file is checked."""
import threading


def check(text):
    stop = threading.Event()
    dots = []
    thread = threading.Thread(target=show, args=(stop, dots), daemon=True)  # leak: task #1
    thread.start()  # leak: task #1
    lines = text.splitlines()
    if not lines:
        return "empty"
    stop.set()
    thread.join()
    return f"{len(lines)} lines"


def show(stop, dots):
    while not stop.wait(0.005):
        dots.append(".")


def scenario(tmp):
    print(check("a\nb"))
    print(check(""))
