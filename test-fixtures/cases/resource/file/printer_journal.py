"""Printers of a shop: the fiscal one keeps a journal."""


class Printer:
    def __init__(self, device):
        self.channel = open(device, "w")  # leak: resource #1

    def print_line(self, text):
        self.channel.write(text + "\n")

    def close(self):
        self.channel.close()


class FiscalPrinter(Printer):
    def __init__(self, device, journal):
        super().__init__(device)  # leak: resource #1
        self.journal = open(journal, "a")

    def print_line(self, text):
        super().print_line(text)
        self.journal.write(text.upper() + "\n")

    def close(self):  # leak: resource #1
        self.journal.close()


def scenario(tmp):
    plain = Printer(tmp / "kitchen")
    try:
        plain.print_line("1 soup")
    finally:
        plain.close()
    fiscal = FiscalPrinter(tmp / "till", tmp / "journal")  # leak: resource #1
    fiscal.print_line("1 soup")
    fiscal.close()
    print((tmp / "journal").read_text())
