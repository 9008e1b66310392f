"""A scratch directory that outlives a block."""
import os
import tempfile


def sizes(texts):
    room = tempfile.TemporaryDirectory()
    try:
        for number, text in enumerate(texts):
            with open(os.path.join(room.name, str(number)), "w") as file:
                file.write(text)
        return sum(os.path.getsize(entry) for entry in os.scandir(room.name))
    finally:
        room.cleanup()


def scenario(tmp):
    print(sizes(["ab", "cde"]))
