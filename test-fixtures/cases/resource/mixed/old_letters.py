"""Letters in the code page of an old word processor."""
import codecs


def read_letter(path):
    letter = codecs.open(path, encoding="cp437")  # leak: resource
    head, _, body = letter.read().partition("\n\n")
    fields = dict(line.split(": ") for line in head.splitlines())
    return fields["To"], body.strip()


def scenario(tmp):
    (tmp / "letter").write_bytes("To: Jürgen\n\nGrüße\n".encode("cp437"))
    print(read_letter(tmp / "letter"))
