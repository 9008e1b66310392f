"""Keeps an upload in a named file for the virus scanner."""
import tempfile


def keep_for_scanner(chunks, folder):
    upload = tempfile.NamedTemporaryFile(dir=folder, delete=False)  # leak: resource
    for chunk in chunks:
        upload.write(chunk)
    return upload.name


def scenario(tmp):
    print(keep_for_scanner([b"a", b"b"], tmp).startswith(str(tmp)))
