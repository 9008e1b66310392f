"""Splits a long text into numbered parts of a fixed number of lines, like split(1)."""


def split_lines(source, folder, lines_per_part):
    part = None
    names = []
    with open(source) as text:
        for number, line in enumerate(text):
            if number % lines_per_part == 0:
                names.append(f"part-{number // lines_per_part:03}")
                part = open(folder / names[-1], "w")  # leak: resource
            part.write(line)
    if part is not None:
        part.close()
    return names


def scenario(tmp):
    source = tmp / "all.txt"
    source.write_text("".join(f"line {n}\n" for n in range(7)))
    print(split_lines(source, tmp, 3))
    print((tmp / "part-002").read_text())
