"""Copies the live database file of a kiosk while it is running."""
import shutil


def snapshot(live, target):
    shutil.copyfileobj(live.open("rb"), target.open("wb"))  # leak: resource
    return target.name


def scenario(tmp):
    live = tmp / "live.db"
    live.write_bytes(bytes(5000))
    print(snapshot(live, tmp / "copy.db"))
