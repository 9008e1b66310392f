"""The summary and the detail report of a warehouse."""


def write_reports(stock, summary, detail):
    report = open(summary, "w")  # leak: resource
    report.write(f"{len(stock)} articles, {sum(stock.values())} pieces\n")
    report.flush()
    report = open(detail, "w")
    for article, pieces in sorted(stock.items()):
        report.write(f"{article}: {pieces}\n")
    report.close()


def scenario(tmp):
    write_reports({"bolt": 40, "nut": 12}, tmp / "summary", tmp / "detail")
    print((tmp / "summary").read_text(), (tmp / "detail").read_text())
