"""Re-encodes a letter from one code page to another."""


def recode(source, target, old, new):
    inp = out = None
    try:
        inp = open(source, encoding=old)
        out = open(target, "w", encoding=new)  # leak: resource
        out.write(inp.read())
    finally:
        if inp:
            inp.close()


def scenario(tmp):
    letter = tmp / "letter"
    letter.write_bytes("Grüße".encode("latin-1"))
    recode(letter, tmp / "modern", "latin-1", "utf-8")
    print((tmp / "modern").exists())
