"""After pylint's functional tests of consider-using-with (R1732) for pools, processes and locks, and ruff's later
additions to SIM115, from memory.

The labels say where something stays open; what is shut down, handed on or entered later is not labelled.
"""
import contextlib
import dbm
import multiprocessing
import shelve
import subprocess
import tarfile
import tempfile
import threading
from concurrent import futures
from pathlib import Path


def test_multiprocessing_pool():
    pool = multiprocessing.Pool()
    pool.terminate()


def test_pool_entered_later():
    pool = multiprocessing.Pool(2)
    with pool:
        return pool.map(len, ["a"])


def test_executor_entered_later():
    executor = futures.ThreadPoolExecutor(2)
    with executor:
        return executor.submit(len, "a").result()


def test_popen_communicates():
    with subprocess.Popen("sh", stdout=subprocess.PIPE) as process:
        return process.communicate()


def test_popen_waited():
    process = subprocess.Popen("sh")
    return process.wait()


def test_spooled_temporary_file():
    _ = tempfile.SpooledTemporaryFile("r")  # leak: resource


def test_temporary_directory_name():
    name = tempfile.TemporaryDirectory().name  # leak: resource
    return Path(name).name


def test_nested_calls_in_arguments():
    return sorted(open("words", encoding="utf-8"))  # leak: resource


def test_in_a_comprehension(paths):
    return [line for path in paths for line in open(path, encoding="utf-8")]  # leak: resource


def test_shelf_read():
    return dict(shelve.open("shelf"))  # leak: resource


def test_shelf_closing():
    with contextlib.closing(shelve.open("shelf")) as shelf:
        return dict(shelf)


def test_dbm_key():
    db = dbm.open("names", "r")  # leak: resource
    return db[b"first"]


def test_tarfile_chain():
    return tarfile.open("a.tar").getnames()  # leak: resource


def test_path_open_in_condition(path):
    if Path(path).open().readline():  # leak: resource
        return True
    return False


def test_while_walrus(path):
    stream = open(path, "rb")  # leak: resource
    size = 0
    while block := stream.read(512):
        size += len(block)
    return size


def test_lock_in_condition():
    lock = threading.Lock()
    if lock.acquire(blocking=False):
        try:
            return 1
        finally:
            lock.release()
    return 0


def test_lambda_opener():
    opener = lambda path: open(path, encoding="utf-8")
    with opener("words") as words:
        return words.read()


class Recorder:
    """Hands what it opens to whoever asked for it."""

    def __init__(self, target):
        self.target = target

    def open(self):
        return open(self.target, "a", encoding="utf-8")

    def record(self, text):
        with self.open() as target:
            target.write(text)

    def record_and_forget(self, text):
        target = self.open()  # leak: resource
        target.write(text)


@contextlib.contextmanager
def test_manager_that_keeps_its_word(path):
    handle = open(path, encoding="utf-8")
    try:
        yield handle
    finally:
        handle.close()


def test_except_closes(path):
    handle = open(path, encoding="utf-8")
    try:
        header = handle.readline()
    except UnicodeDecodeError:
        handle.close()
        raise
    handle.close()
    return header
