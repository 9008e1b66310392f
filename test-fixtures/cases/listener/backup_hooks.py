"""Backups clean up after themselves when the program ends."""
import atexit
import gc


class Backup:
    def __init__(self, folder):
        self.folder = folder
        self.done = []
        atexit.register(self.clean)

    def clean(self):
        self.done.clear()

    def run(self, names):
        self.done.extend(names)
        return len(self.done)

    def close(self):
        self.clean()
        atexit.unregister(self.clean)


class Pauses:
    def __init__(self):
        self.count = 0
        gc.callbacks.append(self.collected)  # leak: listener

    def collected(self, phase, info):
        self.count += phase == "stop"


def scenario(tmp):
    backup = Backup(tmp)
    pauses = Pauses()
    print(backup.run(["a", "b"]), pauses.count >= 0)
    backup.close()
