"""After ruff's fixture of SIM115 (open-file-with-context-handler), from memory.

ruff reports by syntax: whatever is opened outside `with`. The labels say what stays open. Where the
fixture is a row of module-level statements, functions make each of them a case of its own.
"""
import bz2
import codecs
import contextlib
import dbm.gnu
import fileinput
import gzip
import io
import lzma
import pathlib
import shelve
import tarfile
import tempfile
import tokenize
import wave
import zipfile
from unittest import IsolatedAsyncioTestCase, TestCase

filenames = ["a", "b"]


def with_statement():
    with open("foo.txt") as f:
        return f.read()


def path_left_open():
    f = pathlib.Path("foo.txt").open()  # leak: resource
    return f.read()


def exit_stack():
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(open(filename)) for filename in filenames]
        return [file.read() for file in files]


def exit_stack_moved():
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(open(filename)) for filename in filenames]
        close_files = stack.pop_all().close
    return files, close_files


async def async_exit_stack():
    async with contextlib.AsyncExitStack() as exit_stack:
        exit_stack.enter_context(open("filename"))


def stack_elsewhere(exit_stack):
    with contextlib.ExitStack():
        exit_stack.enter_context(open("filename"))


def stack_unused():
    with contextlib.ExitStack():
        f = open("filename")  # leak: resource


def stack_aliased():
    with contextlib.ExitStack() as exit_stack:
        exit_stack_ = exit_stack
        exit_stack_.enter_context(open("filename"))


def cleared():
    open("filename", "w").close()
    pathlib.Path("filename").open("w").close()


class MyFile:
    def __init__(self, filename: str):
        self.filename = filename

    def __enter__(self):
        self.file = open(self.filename)
        return self.file

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.file.close()


def not_closed_on_the_way():
    f = tempfile.NamedTemporaryFile()  # leak: resource
    f = tempfile.TemporaryFile()  # leak: resource
    f = tarfile.open("foo.tar")  # leak: resource
    f = tarfile.TarFile("foo.tar").open("foo.tar")  # leak: resource
    f = zipfile.ZipFile("foo.zip")  # leak: resource
    f = io.open("foo.txt")  # leak: resource
    f = io.open_code("foo.txt")  # leak: resource
    f = codecs.open("foo.txt")  # leak: resource
    f = bz2.open("foo.txt")  # leak: resource
    f = gzip.open("foo.txt")  # leak: resource
    f = dbm.gnu.open("foo.db")  # leak: resource
    f = shelve.open("foo.db")  # leak: resource
    f = tokenize.open("foo.py")  # leak: resource
    f = wave.open("foo.wav")  # leak: resource
    f = lzma.open("foo.xz")  # leak: resource
    f = lzma.LZMAFile("foo.xz")  # leak: resource
    f = bz2.BZ2File("foo.bz2")  # leak: resource
    f = gzip.GzipFile("foo.gz")  # leak: resource
    f = fileinput.input("foo.txt")  # leak: resource


def chained():
    return open("foo.txt").read()  # leak: resource


def with_all_of_them():
    with tarfile.open("t") as a, zipfile.ZipFile("z") as b, gzip.open("g") as c:
        return a.getnames(), b.namelist(), c.read()


def context_given_back():
    return contextlib.nullcontext(open("foo.txt"))


class ExampleTests(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.enterClassContext(open("filename"))

    def setUp(self):
        self.enterContext(open("filename"))

    def test_cleanup(self):
        f = open("filename")
        self.addCleanup(f.close)


class ExampleAsyncTests(IsolatedAsyncioTestCase):
    async def test_something(self):
        await self.enterAsyncContext(open("filename"))


def aliased():
    from io import open as io_open

    f = io_open("foo.txt")  # leak: resource
    return f.readline()


def closing_with_handler(path):
    handle = open(path)
    try:
        return handle.read()
    finally:
        handle.close()


def appended_to_callers_list(opened):
    opened.append(open("filename"))
