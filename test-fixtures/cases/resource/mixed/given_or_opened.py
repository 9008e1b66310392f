"""Write a poem to a file or to a stream that the caller keeps."""
import io
from contextlib import nullcontext


def write_poem(target, lines):
    manager = nullcontext(target) if hasattr(target, "write") else open(target, "w")
    with manager as out:
        out.writelines(f"{line}\n" for line in lines)


def scenario(tmp):
    memory = io.StringIO()
    write_poem(memory, ["roses"])
    write_poem(tmp / "poem", ["violets"])
    print(memory.getvalue(), (tmp / "poem").read_text())
