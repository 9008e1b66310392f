"""Keeps a small state in a file that must be created with narrow permissions."""
import os


def set_state(path, state):
    handle = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w")  # leak: resource
    handle.write(state)
    handle.flush()
    return os.fstat(handle.fileno()).st_mode & 0o777


def scenario(tmp):
    print(oct(set_state(tmp / "state", "armed")), (tmp / "state").read_text())
