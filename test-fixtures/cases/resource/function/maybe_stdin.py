"""Numbers the lines of a file, or those of an open stream that the caller keeps."""
import contextlib
import io


def numbered(source):
    context = contextlib.nullcontext(source) if hasattr(source, "read") else open(source)
    with context as lines:
        return [f"{number}: {line.rstrip()}" for number, line in enumerate(lines, 1)]


def scenario(tmp):
    poem = tmp / "poem"
    poem.write_text("roses\nviolets\n")
    print(numbered(poem), numbered(io.StringIO("sugar\n")))
