"""How many lines of a source file are neither empty nor comments."""


def visible_lines(path):
    return sum(1 for line in open(path) if line.strip() and not line.lstrip().startswith("#"))  # leak: resource


def scenario(tmp):
    script = tmp / "script.sh"
    script.write_text("# comment\n\necho a\n  # more\necho b\n")
    print(visible_lines(script))
