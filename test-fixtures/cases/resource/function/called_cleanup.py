"""Converts distances; what has to be tidied up is said at the top."""


def convert(source, target):
    reader, writer = None, None

    def tidy_up():
        for stream in (reader, writer):
            if stream is not None:
                stream.close()

    try:
        reader = open(source)
        writer = open(target, "w")
        for line in reader:
            writer.write(f"{float(line) * 1.609:.1f}\n")
    finally:
        tidy_up()


def scenario(tmp):
    (tmp / "miles").write_text("1\n26.2\nfar\n")
    try:
        convert(tmp / "miles", tmp / "km")
    except ValueError as error:
        print(error, (tmp / "km").read_text().split())
