"""Join the parts of a novel."""


def join_parts(parts, target):
    with open(target, "w") as novel:
        for chapter, part in enumerate(map(open, parts), 1):  # leak: resource
            novel.write(f"Chapter {chapter}\n{part.read()}\n")
    return target.stat().st_size


def scenario(tmp):
    (tmp / "1").write_text("It was night.")
    (tmp / "2").write_text("It was day.")
    print(join_parts([tmp / "1", tmp / "2"], tmp / "novel"))
