"""Count the votes of a district; a ballot box with a forged seal is not counted."""


class ForgedSeal(Exception):
    def __init__(self, seal):
        super().__init__(f"forged: {seal}")


def count_votes(path, seal):
    box = path.open(encoding="utf-8")  # leak: resource
    found = box.readline().strip()
    if found != seal:
        raise ForgedSeal(found)
    votes = {}
    for vote in box:
        votes[vote.strip()] = votes.get(vote.strip(), 0) + 1
    box.close()
    return votes


def scenario(tmp):
    (tmp / "north").write_text("S1\nann\nbo\nann\n")
    (tmp / "south").write_text("S9\nbo\n")
    for district in ("north", "south"):
        try:
            print(district, count_votes(tmp / district, "S1"))
        except ForgedSeal as error:
            print(district, error)
