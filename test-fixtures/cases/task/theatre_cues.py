"""Cues for the light desk are pulled from a queue until the last one."""
import queue
import threading

END = object()


class LightDesk:
    def __init__(self):
        self.cues = queue.Queue()
        self.lit = []

    def __enter__(self):
        self.operator = threading.Thread(target=self._operate)
        self.operator.start()
        return self

    def _operate(self):
        for cue in iter(self.cues.get, END):
            self.lit.append(f"{cue} on")

    def __exit__(self, kind, error, trace):
        self.cues.put(END)
        self.operator.join()


def play(cues):
    with LightDesk() as desk:
        for cue in cues:
            desk.cues.put(cue)
    return desk.lit


def scenario(tmp):
    print(play(["spot", "flood"]))
