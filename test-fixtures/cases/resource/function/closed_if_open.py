"""Reads measurements until the end mark and closes the file there; the rest is for emergencies."""


def until_end(path):
    values = []
    data = open(path)
    try:
        for line in data:
            if line.strip() == "END":
                data.close()
                break
            values.append(float(line))
    finally:
        if not data.closed:
            data.close()
    return values


def scenario(tmp):
    (tmp / "full").write_text("1.5\n2\nEND\nrubbish\n")
    (tmp / "cut").write_text("1.5\n")
    print(until_end(tmp / "full"), until_end(tmp / "cut"))
