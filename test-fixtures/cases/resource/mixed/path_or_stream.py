"""Count the headings of a document that is given by path or as a stream."""
import io


def count_headings(source):
    if isinstance(source, str):
        stream = open(source)  # leak: resource
    else:
        stream = source
    return sum(line.startswith("=") for line in stream)


def scenario(tmp):
    (tmp / "doc").write_text("= One\ntext\n= Two\n")
    print(count_headings(str(tmp / "doc")), count_headings(io.StringIO("= Zero\n")))
