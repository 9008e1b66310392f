"""Prints tickets one at a time in a background thread."""
import queue
import threading

END = object()


class TicketPrinter:
    def __init__(self):
        self.printed = []
        self._jobs = queue.Queue()
        self._thread = threading.Thread(target=self._work, daemon=True)  # leak: task #1
        self._thread.start()  # leak: task #1

    def _work(self):
        for ticket in iter(self._jobs.get, END):
            self.printed.append(f"ticket {ticket}")
            self._jobs.task_done()

    def add(self, ticket):
        self._jobs.put(ticket)

    def flush(self):
        self._jobs.join()
        return list(self.printed)


def scenario(tmp):
    for tickets in (("A1", "A2"), ("B7",)):
        printer = TicketPrinter()
        for ticket in tickets:
            printer.add(ticket)
        print(printer.flush())
