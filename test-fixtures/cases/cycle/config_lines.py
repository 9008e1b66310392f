"""Check all lines of a configuration before complaining about the first."""


def parse(line):
    key, separator, value = line.partition("=")
    if not separator:
        raise ValueError(f"no '=' in {line!r}")
    return key.strip(), int(value)


def load(lines):
    settings, problems = {}, []
    for line in lines:
        try:
            key, value = parse(line)
        except ValueError as problem:
            problems.append(problem)  # leak: cycle
        else:
            settings[key] = value
    return settings, [str(problem) for problem in problems]


def scenario(tmp):
    print(load(["width = 3", "height", "depth = x"]))
