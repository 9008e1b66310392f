"""Write a receipt; a helper finishes it."""


def finish(receipt, total):
    try:
        receipt.write(f"total {total}\n")
    finally:
        receipt.close()


def write_receipt(path, items):
    receipt = open(path, "w")
    total = 0
    for name, price in items:
        receipt.write(f"{name} {price}\n")
        total += price
    finish(receipt, total)


def scenario(tmp):
    write_receipt(tmp / "r", [("tea", 2), ("cake", 3)])
    print((tmp / "r").read_text().split("\n"))
