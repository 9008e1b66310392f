"""Printers of a shop: each kind has a channel, some have a journal as well."""


class Printer:
    def __init__(self, device):
        self.channel = open(device, "w")

    def print_line(self, text):
        self.channel.write(text + "\n")

    def close(self):
        self.channel.close()


class FiscalPrinter(Printer):
    def __init__(self, device, journal):
        super().__init__(device)
        self.journal = open(journal, "a")

    def print_line(self, text):
        super().print_line(text)
        self.journal.write(text.upper() + "\n")

    def close(self):
        try:
            self.journal.close()
        finally:
            super().close()


def scenario(tmp):
    printers = [Printer(tmp / "kitchen"), FiscalPrinter(tmp / "till", tmp / "journal")]
    try:
        for printer in printers:
            printer.print_line("1 soup")
    finally:
        for printer in printers:
            printer.close()
    print((tmp / "journal").read_text())
