"""Print spools in a temporary folder."""
import atexit
import shutil


def spool(folder, pages):
    target = folder / "spool"
    target.mkdir()
    atexit.register(shutil.rmtree, target, ignore_errors=True)  # leak: listener
    for number, page in enumerate(pages):
        (target / f"{number}.txt").write_text(page)
    return len(pages)


def scenario(tmp):
    print(spool(tmp, ["one", "two"]))
