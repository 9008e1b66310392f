"""Follow a trail of notes, each of which names the next one."""


def follow(first):
    steps = []
    note = open(first)  # leak: resource #1
    while True:
        text, _, following = note.read().partition("->")
        steps.append(text.strip())
        if not following:
            break
        note = open(first.parent / following.strip())  # leak: resource #1
    note.close()
    return steps


def scenario(tmp):
    (tmp / "oak").write_text("dig under the oak -> well")
    (tmp / "well").write_text("look into the well -> attic")
    (tmp / "attic").write_text("open the chest")
    print(follow(tmp / "oak"))
