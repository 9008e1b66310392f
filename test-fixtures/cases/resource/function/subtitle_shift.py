"""Moves the subtitles of a film by some seconds."""


def shift(source, target, seconds):
    reader = writer = None
    try:
        reader = open(source)
        writer = open(target, "w")  # leak: resource
        for row in reader:
            start, text = row.split("|", 1)
            writer.write(f"{float(start) + seconds:.1f}|{text}")
    finally:
        if reader:
            reader.close()
        if writer:
            reader.close()


def scenario(tmp):
    film = tmp / "film.sub"
    film.write_text("1.5|Hello.\n4.0|Who is there?\n")
    shift(film, tmp / "moved.sub", 2.25)
    print((tmp / "moved.sub").exists())
