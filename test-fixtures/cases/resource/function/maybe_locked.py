"""Reads a mailbox, under a lock where the caller has one."""
from contextlib import nullcontext
import threading


def unread(mailbox, lock=None):
    with lock or nullcontext(), nullcontext(open(mailbox)) as letters:  # leak: resource
        return sum(1 for letter in letters if not letter.startswith("R "))


def scenario(tmp):
    mailbox = tmp / "mbox"
    mailbox.write_text("R hello\nN offer\nN invoice\n")
    print(unread(mailbox), unread(mailbox, threading.Lock()))
