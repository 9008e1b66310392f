"""Finds the first script of a folder that starts with a given interpreter line."""


def find_script(folder, interpreter):
    found = None
    for candidate in sorted(folder.iterdir()):
        fh = open(candidate, "rb")  # leak: resource
        first = fh.readline()
        if first.startswith(b"#!") and interpreter in first:
            found = candidate.name
            break
        fh.close()
    return found


def scenario(tmp):
    (tmp / "a.txt").write_bytes(b"hello\n")
    (tmp / "b.sh").write_bytes(b"#!/bin/sh\necho b\n")
    (tmp / "c.py").write_bytes(b"#!/usr/bin/env python3\nprint('c')\n")
    print(find_script(tmp, b"python"), find_script(tmp, b"sh"))
