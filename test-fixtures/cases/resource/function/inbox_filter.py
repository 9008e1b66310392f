"""Sorts the messages of a drop folder; those of unknown senders are skipped."""

KNOWN = {"ann@example.org", "bo@example.org"}


def accepted_subjects(folder):
    subjects = []
    for path in sorted(folder.glob("*.msg")):
        message = path.open()  # leak: resource
        sender = message.readline().removeprefix("From: ").strip()
        if sender not in KNOWN:
            continue
        subjects.append(message.readline().removeprefix("Subject: ").strip())
        message.close()
    return subjects


def scenario(tmp):
    (tmp / "1.msg").write_text("From: ann@example.org\nSubject: lunch\n")
    (tmp / "2.msg").write_text("From: spam@example.com\nSubject: win\n")
    (tmp / "3.msg").write_text("From: bo@example.org\nSubject: report\n")
    print(accepted_subjects(tmp))
