"""Prints labels one at a time in a background thread."""
import queue
import threading


class LabelPrinter:
    def __init__(self):
        self.printed = []
        self._jobs = queue.Queue()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self):
        while True:
            label = self._jobs.get()
            if label is None:
                break
            self.printed.append(label.upper())

    def add(self, label):
        self._jobs.put(label)

    def close(self):
        self._jobs.put(None)
        self._thread.join()


def scenario(tmp):
    printer = LabelPrinter()
    printer.add("jam")
    printer.add("honey")
    printer.close()
    print(printer.printed)
