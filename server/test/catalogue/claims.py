"""Claims of the catalogue that take a few lines to try: what a call does to its arguments, and how things combine."""
import asyncio
import bz2
import codecs
import contextlib
import ftplib
import gzip
import http.client
import io
import json
import logging
import lzma
import mmap
import os
import shutil
import smtplib
import socket
import sqlite3
import ssl
import subprocess
import sys
import tarfile
import threading
import typing
import urllib.request
import wave
import zipfile

from material import FREE, URL, WEB, writes_sound
from samples import PROBES, answers, open_descriptors, valid

CLAIMS = {}


def claim(function):
    """Register a check: it returns nothing when the claim holds, and what is wrong otherwise."""
    CLAIMS[function.__doc__] = function
    return function


def opened():
    return os.open("text.txt", os.O_RDWR)


@claim
def _():
    """open(fd) takes the descriptor, open(fd, closefd=False) borrows it"""
    descriptor = opened()
    open(descriptor, closefd=False).close()
    kept = valid(descriptor)
    open(descriptor).close()
    return None if kept and not valid(descriptor) else "descriptor"


@claim
def _():
    """os.fdopen and io.FileIO take the descriptor"""
    first, second = opened(), opened()
    os.fdopen(first).close()
    io.FileIO(second).close()
    return "still open" if valid(first) or valid(second) else None


@claim
def _():
    """socket.socket(fileno=fd) takes the descriptor, socket.fromfd borrows it"""
    descriptor = socket.socket().detach()
    socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM).close()
    kept = valid(descriptor)
    socket.socket(fileno=descriptor).close()
    return None if kept and not valid(descriptor) else "descriptor"


@claim
def _():
    """socket.detach hands its descriptor over"""
    one = socket.socket()
    descriptor = one.detach()
    alive = valid(descriptor) and one.fileno() == -1
    os.close(descriptor)
    return None if alive else "not detached"


@claim
def _():
    """socket.makefile gives a file of its own: it keeps the connection when the socket is closed"""
    left, right = socket.socketpair()
    with right:
        file = left.makefile("rb")
        descriptor = left.fileno()
        left.close()
        held = valid(descriptor)
        file.close()
        return None if held and not valid(descriptor) else "not held"


@claim
def _():
    """socket.accept gives a socket and an address"""
    with socket.create_server(FREE) as server, socket.create_connection(server.getsockname()):
        accepted, address = server.accept()
        accepted.close()
        return None if address else "no address"


@claim
def _():
    """wrappers of a stream release it when they are closed"""
    for wrap in (
        io.TextIOWrapper,
        lambda stream: codecs.StreamReaderWriter(stream, codecs.getreader("utf8"), codecs.getwriter("utf8")),
        lambda stream: codecs.EncodedFile(stream, "utf8"),
    ):
        stream = open("text.txt", "r+b")
        wrap(stream).close()
        if not stream.closed:
            return f"{wrap} leaves it open"
    for wrap in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
        stream = io.FileIO("text.txt", "r+b")
        wrap(stream).close()
        if not stream.closed:
            return f"{wrap} leaves it open"
    return None


@claim
def _():
    """wrapping in TLS takes the socket; the new socket closes the connection"""
    left, right = socket.socketpair()
    descriptor = left.fileno()
    context = ssl.create_default_context()
    wrapped = context.wrap_socket(left, server_hostname="localhost", do_handshake_on_connect=False)
    taken = left.fileno() == -1 and valid(descriptor)
    wrapped.close()
    right.close()
    return None if taken and not valid(descriptor) else "not taken"


@claim
def _():
    """compressed files, archives and sounds over a given file leave it open when they are closed"""
    with open("a.gz", "rb") as file:
        gzip.GzipFile(fileobj=file).close()
        gzip.open(file).close()
        if file.closed:
            return "gzip"
    with open("a.bz2", "rb") as file:
        bz2.open(file).close()
        if file.closed:
            return "bz2"
    with open("a.xz", "rb") as file:
        lzma.open(file).close()
        if file.closed:
            return "lzma"
    with open("a.zip", "rb") as file:
        zipfile.ZipFile(file).close()
        if file.closed:
            return "zip"
    with open("a.tar", "rb") as file:
        tarfile.open(fileobj=file).close()
        if file.closed:
            return "tar"
    writes_sound().close()
    with open("a.wav", "rb") as file:
        wave.open(file).close()
        return "wave" if file.closed else None


@claim
def _():
    """archives and compressed files over memory hold no descriptor"""
    before = len(open_descriptors())
    with open("a.zip", "rb") as file:
        memory = io.BytesIO(file.read())
    archive, packed = zipfile.ZipFile(memory), gzip.GzipFile(fileobj=io.BytesIO(), mode="w")
    return None if archive and packed and len(open_descriptors()) == before else "descriptor"


@claim
def _():
    """a member of a zip archive holds the archive's file after the archive is closed"""
    archive = zipfile.ZipFile("a.zip")
    member = archive.open("member")
    archive.close()
    return None if member.read() == b"one\ntwo\n" else "not held"


@claim
def _():
    """clients without a host, and a log handler with delay, hold nothing yet"""
    before = len(open_descriptors())
    held = [ftplib.FTP(), ftplib.FTP(""), smtplib.SMTP(), smtplib.SMTP(""), logging.FileHandler("d.log", delay=True)]
    return None if held and len(open_descriptors()) == before else "descriptor"


@claim
def _():
    """an anonymous memory map holds no descriptor"""
    before = len(open_descriptors())
    memory = mmap.mmap(-1, 16)
    return None if memory and len(open_descriptors()) == before else "descriptor"


@claim
def _():
    """read() to the end, json.load and iteration release an HTTP response; read(1) does not"""
    for consume in (lambda response: response.read(), json.load, list, lambda response: response.readlines()):
        response = urllib.request.urlopen(URL)
        consume(response)
        if PROBES["http-response"](response):
            return "still open"
    with urllib.request.urlopen(URL) as response:
        response.read(1)
        return None if PROBES["http-response"](response) else "released by read(1)"


@claim
def _():
    """closing an HTTP connection closes the response it gave: the response is borrowed"""
    connection = http.client.HTTPConnection(*WEB)
    connection.request("GET", "/kept")
    response = connection.getresponse()
    connection.close()
    return None if response.isclosed() else "response is open"


@claim
def _():
    """with sqlite3.connect() leaves the connection open"""
    with sqlite3.connect(":memory:") as connection:
        pass
    kept = answers(connection)
    connection.close()
    return None if kept else "closed"


@claim
def _():
    """closing(), ExitStack and its callbacks release; redirect_stdout and nullcontext do not"""
    with contextlib.closing(open("text.txt")) as first:
        pass
    with contextlib.ExitStack() as stack:
        second = stack.enter_context(open("text.txt"))
        third = open("text.txt")
        stack.callback(third.close)
        fourth = stack.push(open("text.txt"))
    if not all(file.closed for file in (first, second, third, fourth)):
        return "left open"
    with open("text.txt", "r+") as file:
        with contextlib.redirect_stdout(file), contextlib.nullcontext(file):
            pass
        return "closed" if file.closed else None


@claim
def _():
    """ExitStack.pop_all hands over"""
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open("text.txt"))
        rest = stack.pop_all()
    kept = not file.closed
    rest.close()
    return None if kept and file.closed else "not handed over"


@claim
def _():
    """typing.cast gives its second argument back"""
    value = object()
    return None if typing.cast(int, value) is value else "another value"


@claim
def _():
    """a log handler over a stream keeps it; basicConfig too"""
    with open("text.txt", "a") as file:
        return None if logging.StreamHandler(file).stream is file else "not kept"


@claim
def _():
    """readers and copiers leave their file open"""
    with open("data.json") as file:
        json.load(file)
        if file.closed:
            return "json"
    with open("text.txt") as source, open("copy.txt", "w") as target:
        shutil.copyfileobj(source, target)
        print("more", file=target)
        return "copyfileobj" if source.closed or target.closed else None


@claim
def _():
    """poll() does not reap a process that still runs; wait() does"""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    waiting = process.poll() is None
    process.communicate(b"\n")
    return None if waiting and process.returncode == 0 else "process"


@claim
def _():
    """exec and exit calls do not return"""
    for code in ("import sys; sys.exit(3)", "import os; os._exit(3)", "exit(3)", "quit(3)"):
        if subprocess.run([sys.executable, "-c", f"{code}\nprint('on')"], stdout=-1).stdout:
            return code
    return None


@claim
def _():
    """asyncio.Runner owns a loop; close() and with release it"""
    released = []

    def run():
        first = asyncio.Runner()
        loop = first.get_loop()
        released.append(not loop.is_closed())
        first.close()
        released.append(loop.is_closed())
        with asyncio.Runner() as second:
            loop = second.get_loop()
        released.append(loop.is_closed())

    if not hasattr(asyncio, "Runner"):
        return None
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return None if released == [True, True, True] else released


@claim
def _():
    """a lock is held after acquire() and free after release(); acquire(False) may come back without it"""
    lock = threading.Lock()
    lock.acquire()
    held, again = lock.locked(), lock.acquire(False)
    lock.release()
    return None if held and not again and not lock.locked() else "lock"
