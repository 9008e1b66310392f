"""Collect the remarks of several reviewers."""


def remarks(folder, reviewers):
    def read(reviewer):
        sheet = (folder / reviewer).open()  # leak: resource
        return [line.strip() for line in sheet if line.strip()]

    return {reviewer: read(reviewer) for reviewer in reviewers}


def scenario(tmp):
    (tmp / "ann").write_text("too long\n\ntypo\n")
    (tmp / "bo").write_text("fine\n")
    print(remarks(tmp, ["ann", "bo"]))
