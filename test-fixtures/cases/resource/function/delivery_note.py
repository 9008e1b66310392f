"""Reads a delivery note; a broken one is answered with None and a line in the list of problems."""
import json


def read_note(path, problems):
    try:
        document = open(path, encoding="utf-8")  # leak: resource
        note = json.load(document)
        document.close()
        return note["items"]
    except (OSError, ValueError, KeyError) as error:
        problems.append(f"{path.name}: {type(error).__name__}")
        return None


def scenario(tmp):
    problems = []
    (tmp / "1.json").write_text('{"items": ["lamp"]}')
    (tmp / "2.json").write_text('{"items": [')
    for name in ("1.json", "2.json", "3.json"):
        print(read_note(tmp / name, problems))
    print(problems)
