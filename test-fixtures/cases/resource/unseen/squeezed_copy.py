"""Squeezes a file and forgets to finish the result in one of the cases."""
import lzma


def squeeze(source, target, comment=None):
    out = lzma.open(target, "wb")  # leak: resource
    out.write(source.read_bytes())
    if comment is None:
        return None
    out.write(comment.encode())
    out.close()
    return len(comment)


def scenario(tmp):
    (tmp / "a").write_bytes(b"aaaa")
    print(squeeze(tmp / "a", tmp / "a.xz"), squeeze(tmp / "a", tmp / "b.xz", "c"))
