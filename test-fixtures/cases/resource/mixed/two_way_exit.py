"""A reader of spreadsheets that refuses one without cells."""


def cells(path):
    sheet = open(path)
    head = sheet.readline()
    if not head:
        sheet.close()
        raise EOFError("empty sheet")
    if head.startswith(";"):
        sheet.close()
        return []
    found = sheet.read().split(head[0])
    sheet.close()
    return found


def scenario(tmp):
    for name, text in (("a", ",\n1,2"), ("b", ";\n"), ("c", "")):
        (tmp / name).write_text(text)
    print(cells(tmp / "a"), cells(tmp / "b"))
    try:
        cells(tmp / "c")
    except EOFError as error:
        print(error)
