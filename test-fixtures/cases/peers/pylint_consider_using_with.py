"""After pylint's functional tests of consider-using-with (R1732), from memory.

pylint wants a `with` for every one of its callables. The labels say something else: where something
stays open. What is closed without `with`, and nothing between can fail, is not labelled.
"""
import codecs
import contextlib
import subprocess
import tarfile
import tempfile
import threading
import urllib.request
import zipfile
from concurrent import futures

global_file = open("test.txt", encoding="utf-8")


def test_codecs_open():
    fh = codecs.open("test.txt", encoding="utf8")
    fh.close()


def test_urlopen():
    _ = urllib.request.urlopen("http://www.python.org")  # leak: resource


def test_temporary_file():
    _ = tempfile.TemporaryFile("r")  # leak: resource


def test_named_temporary_file():
    _ = tempfile.NamedTemporaryFile("r")  # leak: resource


def test_temporary_directory():
    _ = tempfile.TemporaryDirectory()  # leak: resource


def test_zipfile():
    myzip = zipfile.ZipFile("spam.zip", "w")  # leak: resource
    with zipfile.ZipFile("spam.zip") as archive:
        archive.namelist()


def test_tarfile():
    tf = tarfile.open("test.tar", "r")
    tf.close()
    with tarfile.open("test.tar", "r") as archive:
        archive.getnames()
    tf = tarfile.TarFile("test2.tar", "r")
    tf.close()


def test_lock_acquisition():
    lock = threading.Lock()
    lock.acquire()
    lock.release()
    with lock:
        pass
    rlock = threading.RLock()
    rlock.acquire()
    rlock.release()


class MyLockContext:
    """Entering and leaving is the point of the class."""

    def __init__(self):
        self.lock = threading.Lock()

    def __enter__(self):
        self.lock.acquire()

    def __exit__(self, exc_type, exc_value, traceback):
        self.lock.release()


def test_popen_with():
    with subprocess.Popen("sh"):
        pass


def test_suppress_in_exit_stack():
    with contextlib.ExitStack() as stack:
        _ = stack.enter_context(open("hwid", "r", encoding="utf-8"))


def test_futures():
    pool = futures.ThreadPoolExecutor()
    pool.shutdown()


def test_open():
    fh = open("test.txt", encoding="utf-8")
    fh.close()
    with open("test.txt", encoding="utf-8") as fh:
        fh.read()


class MyContextManager:
    def __init__(self):
        self.file_handle = None

    def __enter__(self):
        self.file_handle = open("foo.txt", "w", encoding="utf-8")
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.file_handle.close()


@contextlib.contextmanager
def test_open_in_contextmanager():
    file_handle = open("foo.txt", "w", encoding="utf-8")  # leak: resource #7
    yield file_handle  # leak: resource #7
    file_handle.close()


def test_open_outside_assignment():
    open("foo", encoding="utf-8").read()  # leak: resource
    content = open("foo", encoding="utf-8").read()  # leak: resource
    return content


def test_open_inside_with_block():
    with open("foo", encoding="utf-8") as fh:
        fh.read()
        open("bar", encoding="utf-8")  # leak: resource


def test_ternary_if_in_with_block(file1, file2, which):
    with (open(file1, encoding="utf-8") if which else open(file2, encoding="utf-8")) as input_file:
        return input_file.read()


def test_single_line_with(file1):
    with open(file1, encoding="utf-8"): return file1.upper()


def test_multiline_with_items(file1, file2, which):
    with (
        open(file1, encoding="utf-8") as one,
        open(file2, encoding="utf-8") as two,
    ):
        return one.read() if which else two.read()


def test_suppress_on_return():
    return open("foo", encoding="utf8")


class TestControlFlow:
    """The assignment and the with may be far from each other."""

    def test_defined_in_if_and_else(self, predicate):
        if predicate:
            file_handle = open("foo", encoding="utf8")
        else:
            file_handle = open("bar", encoding="utf8")
        with file_handle:
            return file_handle.read()

    def test_defined_in_else_only(self, predicate):
        if predicate:
            result = "shiny watermelon"
        else:
            file_handle = open("foo", encoding="utf8")
            with file_handle:
                result = file_handle.read()
        return result

    def test_defined_in_if_only(self, predicate):
        file_handle = None
        if predicate:
            file_handle = open("foo", encoding="utf8")
        if file_handle:
            with file_handle:
                return file_handle.read()
        return None

    def test_triggers_if_reassigned_after_if_else(self, predicate):
        if predicate:
            file_handle = open("foo", encoding="utf8")  # leak: resource
        else:
            file_handle = open("bar", encoding="utf8")  # leak: resource
        file_handle = None
        return file_handle

    def test_defined_in_try_and_except(self):
        try:
            file_handle = open("foo", encoding="utf8")
        except FileNotFoundError:
            file_handle = open("bar", encoding="utf8")
        with file_handle:
            return file_handle.read()

    def test_defined_in_try_and_finally(self):
        try:
            file_handle = open("foo", encoding="utf8")
        except FileNotFoundError:
            raise RuntimeError("no foo") from None
        else:
            with file_handle:
                return file_handle.read()

    def test_triggers_if_reassigned_after_try_except(self):
        try:
            file_handle = open("foo", encoding="utf8")  # leak: resource
        except FileNotFoundError:
            file_handle = open("bar", encoding="utf8")  # leak: resource
        file_handle = None
        return file_handle

    def test_triggers_if_only_one_branch_uses_it(self, predicate):
        file_handle = open("foo", encoding="utf8")  # leak: resource
        if predicate:
            with file_handle:
                return file_handle.read()
        return None


def test_subscript_assignment():
    job_list = [None, None]
    job_list[0] = subprocess.Popen("ls")
    job_dict = {}
    job_dict["myjob"] = subprocess.Popen("ls")
    return job_list, job_dict


def test_tuple_assignment(first, second):
    # When the second cannot be opened, nobody has the first.
    one, two = open(first, encoding="utf8"), open(second, encoding="utf8")  # leak: resource
    with one as left, two as right:
        return left.read() == right.read()


def test_tuple_assignment_forgotten(first, second):
    one, two = open(first, encoding="utf8"), open(second, encoding="utf8")  # leak: resource
    with one as left:
        return left.read()
