"""Reminds a baker to fold the dough."""
import threading

FOLD_AFTER = 45.0


class Dough:
    def __init__(self, name):
        self.name = name
        self.folds = 0
        self._reminder = None

    def rest(self):
        self._reminder = threading.Timer(FOLD_AFTER, self._remind)  # leak: task #1
        self._reminder.daemon = True
        self._reminder.start()  # leak: task #1

    def _remind(self):
        print("fold", self.name)

    def fold(self):
        self.folds += 1
        return f"{self.name} folded {self.folds}x"


def bake(name):
    dough = Dough(name)
    dough.rest()
    return dough.fold()


def scenario(tmp):
    print(bake("rye"))
    print(bake("spelt"))
