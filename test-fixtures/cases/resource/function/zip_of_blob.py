"""Names of the sheets of a spreadsheet, which is a zip file."""
import zipfile


def sheet_names(path):
    with zipfile.ZipFile(open(path, "rb")) as book:  # leak: resource
        names = [name for name in book.namelist() if name.startswith("sheets/")]
    return sorted(name.removeprefix("sheets/") for name in names)


def scenario(tmp):
    path = tmp / "budget.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("sheets/2024", "1,2")
        book.writestr("sheets/2023", "3,4")
        book.writestr("meta", "")
    print(sheet_names(path))
