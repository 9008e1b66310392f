"""Switches lamps at once, each in a thread that ends by itself."""
import threading


def switch(lamps, state):
    done = []
    threads = []
    for lamp in lamps:
        thread = threading.Thread(target=done.append, args=(f"{lamp} {state}",), daemon=True)
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join(timeout=5)
    return sorted(done)


def scenario(tmp):
    print(switch(["hall", "attic"], "on"))
