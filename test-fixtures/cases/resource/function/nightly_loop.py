"""Runs nightly checks over all reports; a report that cannot be read is noted and skipped."""


def check(paths, required):
    notes = {}
    for path in paths:
        try:
            report = open(path)
        except OSError as error:
            notes[path.name] = error.strerror
            continue
        try:
            missing = required - {line.split(":")[0] for line in report}
            if not missing:
                continue
            notes[path.name] = sorted(missing)
        except UnicodeDecodeError:
            notes[path.name] = "not text"
        finally:
            report.close()
    return notes


def scenario(tmp):
    (tmp / "a").write_text("cpu: 1\ndisk: 2\n")
    (tmp / "b").write_text("cpu: 1\n")
    (tmp / "c").write_bytes(b"\xff\xfe\xfa")
    print(check([tmp / name for name in "abcd"], {"cpu", "disk"}))
