"""Renders pages of a booklet in memory; nothing of it ever touches the disk."""
import io
import zipfile


def booklet(chapters):
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        for number, text in enumerate(chapters, 1):
            page = io.StringIO()
            page.write(f"<h1>{number}</h1>")
            page.write(text)
            archive.writestr(f"{number}.html", page.getvalue())
    return container.getvalue()


def scenario(tmp):
    (tmp / "b.zip").write_bytes(booklet(["once upon", "a time"]))
    with zipfile.ZipFile(tmp / "b.zip") as archive:
        print(archive.namelist(), archive.read("2.html"))
