"""Sorts the messages of a drop folder; those of unknown senders are skipped and counted."""

KNOWN = {"ann@example.org", "bo@example.org"}


def accepted_subjects(folder):
    subjects, refused = [], 0
    for path in sorted(folder.glob("*.msg")):
        message = path.open()
        try:
            sender = message.readline().removeprefix("From: ").strip()
            if sender not in KNOWN:
                refused += 1
                continue
            if not (subject := message.readline()):
                break
            subjects.append(subject.removeprefix("Subject: ").strip())
        finally:
            message.close()
    return subjects, refused


def scenario(tmp):
    (tmp / "1.msg").write_text("From: ann@example.org\nSubject: lunch\n")
    (tmp / "2.msg").write_text("From: spam@example.com\nSubject: win\n")
    (tmp / "3.msg").write_text("From: bo@example.org\nSubject: report\n")
    (tmp / "4.msg").write_text("From: bo@example.org\n")
    print(accepted_subjects(tmp))
