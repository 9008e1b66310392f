"""Converts distances; what has to be tidied up is said at the top."""


def convert(source, target):
    reader, writer = None, None

    def tidy_up():
        for stream in (reader, writer):
            if stream is not None:
                stream.close()

    try:
        reader = open(source)  # leak: resource
        writer = open(target, "w")  # leak: resource
        for line in reader:
            writer.write(f"{float(line) * 1.609:.1f}\n")
    except ValueError:
        tidy_up()
        raise
    writer.flush()


def scenario(tmp):
    (tmp / "miles").write_text("1\n26.2\n")
    convert(tmp / "miles", tmp / "km")
    print((tmp / "km").read_text().split())
