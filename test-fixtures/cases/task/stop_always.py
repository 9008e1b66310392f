"""Shows stars while a file is checked."""
import threading


def check(text):
    stop = threading.Event()
    stars = []
    thread = threading.Thread(target=show, args=(stop, stars), daemon=True)
    thread.start()
    try:
        if not text:
            return "empty"
        return f"{len(text.splitlines())} lines"
    finally:
        stop.set()
        thread.join()


def show(stop, stars):
    while not stop.wait(0.005):
        stars.append("*")


def scenario(tmp):
    print(check("a\nb"))
    print(check(""))
