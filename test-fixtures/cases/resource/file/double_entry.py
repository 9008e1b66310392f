"""A ledger kept twice: as text for people and as numbers for machines."""
import struct


class Ledger:
    def __init__(self, folder):
        self.readable = open(folder / "ledger.txt", "w")
        self.binary = open(folder / "ledger.bin", "wb")  # leak: resource

    def post(self, account, amount):
        print(account, amount, file=self.readable)
        self.binary.write(struct.pack(">if", account, amount))

    def close(self):
        self.readable.close()
        self.binary.flush()


def scenario(tmp):
    ledger = Ledger(tmp)
    try:
        ledger.post(1200, 9.5)
        ledger.post(4400, -9.5)
    finally:
        ledger.close()
    print((tmp / "ledger.txt").read_text(), (tmp / "ledger.bin").stat().st_size)
