"""Runs nightly checks over all reports; a report that cannot be parsed is noted and skipped."""


def check(paths):
    totals, skipped = {}, []
    for path in paths:
        report = open(path)  # leak: resource
        try:
            totals[path.name] = sum(int(line) for line in report)
        except ValueError:
            skipped.append(path.name)
            continue
        report.close()
    return totals, skipped


def scenario(tmp):
    (tmp / "a").write_text("1\n2\n")
    (tmp / "b").write_text("1\ntwo\n")
    print(check(sorted(tmp.iterdir())))
