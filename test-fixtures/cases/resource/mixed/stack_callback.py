"""Collect the results of a survey; everything is tidied up at the end."""
from contextlib import ExitStack


def collect(answers, path):
    with ExitStack() as tidy:
        sheet = open(path, "w")  # leak: resource
        tidy.callback(sheet.flush)
        for person, answer in answers:
            sheet.write(f"{person};{answer}\n")
    return path.read_text()


def scenario(tmp):
    print(collect([("ann", 3), ("bo", 5)], tmp / "sheet"))
