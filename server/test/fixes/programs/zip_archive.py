# fix: zipfile.ZipFile zip-archive
import zipfile


def scenario(tmp):
    with zipfile.ZipFile(tmp / "a.zip", "w") as made:
        made.writestr("x", "content")
    archive = zipfile.ZipFile(tmp / "a.zip")
    member = archive.open("x")
    text = member.read()
    member.close()
    print(text)
