"""A test rig that remembers what has to be undone."""


class Rig:
    def __init__(self):
        self._undo = []

    def record(self, path):
        tape = open(path, "w")
        self._undo.append(tape.close)
        return tape

    def tear_down(self):
        while self._undo:
            self._undo.pop()()


def scenario(tmp):
    rig = Rig()
    try:
        rig.record(tmp / "a").write("one")
        rig.record(tmp / "b").write("two")
    finally:
        rig.tear_down()
    print((tmp / "a").read_text(), (tmp / "b").read_text())
