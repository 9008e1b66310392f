"""Samples of what the catalogue describes: how to make one of each, and how to see whether it is open.

Runs in an empty directory. Servers listen on the loopback interface only.
"""
import asyncio
import bz2
import codecs
import concurrent.futures
import configparser
import contextlib
import csv
import dbm
import dbm.dumb
import fileinput
import ftplib
import gzip
import hashlib
import http.client
import http.server
import imaplib
import importlib
import importlib.resources
import io
import json
import logging
import logging.handlers
import lzma
import mailbox
import mmap
import multiprocessing
import multiprocessing.connection
import multiprocessing.shared_memory
import os
import pathlib
import poplib
import pty
import select
import selectors
import shelve
import shutil
import smtplib
import socket
import socketserver
import sqlite3
import ssl
import subprocess
import sys
import tarfile
import tempfile
import threading
import tokenize
import typing
import urllib.request
import wave
import wsgiref.simple_server
import xml.etree.ElementTree
import xmlrpc.server
import zipfile

pathlib.Path("text.txt").write_text("one\ntwo\n")
pathlib.Path("data.json").write_text("{}")
for opener, name in ((gzip.open, "a.gz"), (bz2.open, "a.bz2"), (lzma.open, "a.xz")):
    with opener(name, "wb") as packed:
        packed.write(b"one\ntwo\n")
with zipfile.ZipFile("a.zip", "w") as archive:
    archive.writestr("member", "one\ntwo\n")
with tarfile.open("a.tar", "w") as archive:
    archive.add("text.txt")


def writes_sound(path="a.wav", module=wave):
    sound = module.open(path, "wb")
    sound.setnchannels(1)
    sound.setsampwidth(1)
    sound.setframerate(8000)
    return sound


def reads_sound(module, path):
    writes_sound(path, module).close()
    return module.open(path, "rb")


class Talker(socketserver.StreamRequestHandler):
    """Greets, and answers every line, as the protocol of its server does."""

    def handle(self):
        self.wfile.write(self.server.greeting + b"\r\n")
        for line in self.rfile:
            words = line.decode().upper().split()
            self.wfile.write(self.server.answer(words).encode() + b"\r\n")
            if words and words[-1] in ("QUIT", "LOGOUT"):
                return


def imap_answer(words):
    tag, command = words[0], words[1]
    untagged = {"CAPABILITY": "* CAPABILITY IMAP4rev1\r\n", "LOGOUT": "* BYE\r\n"}.get(command, "")
    return f"{untagged}{tag} OK done"


def nntp_answer(words):
    return "205 bye" if words[0] == "QUIT" else "101 list\r\nVERSION 2\r\nREADER\r\n."


class Web(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b'{"one":\n2}\n'
        self.send_response(200)
        self.send_header(*(("Content-Length", len(body)) if self.path == "/kept" else ("Connection", "close")))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[:2]


def talk(greeting, answer):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talker)
    server.daemon_threads = True
    server.greeting, server.answer = greeting, answer
    return serve(server)


WEB = serve(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web))
URL = f"http://{WEB[0]}:{WEB[1]}/"
FTP = talk(b"220 hello", lambda words: "221 bye")
SMTP = talk(b"220 hello", lambda words: "221 bye")
IMAP = talk(b"* OK hello", imap_answer)
POP3 = talk(b"+OK hello", lambda words: "+OK")
NNTP = talk(b"200 hello", nntp_answer)
FREE = ("127.0.0.1", 0)
KEPT = []  # what a sample needs to stay alive


def keep(value):
    KEPT.append(value)
    return value


def ftp():
    client = ftplib.FTP()
    client.connect(*FTP, timeout=5)
    return client


def blob():
    connection = keep(sqlite3.connect(":memory:"))
    connection.execute("create table t (b blob)")
    connection.execute("insert into t values (x'0102')")
    return connection.blobopen("t", "b", 1)


def web_connection():
    connection = http.client.HTTPConnection(*WEB, timeout=5)
    connection.connect()
    return connection


async def unix_connection():
    keep(await asyncio.start_unix_server(lambda reader, writer: None, "unix.sock"))
    return await asyncio.open_unix_connection("unix.sock")


def mapped():
    with open("text.txt", "r+b") as file:
        return mmap.mmap(file.fileno(), 0)


def fork(function):
    child, descriptor = function()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child, descriptor


def connect_back():
    listener = keep(multiprocessing.connection.Listener())
    threading.Thread(target=listener.accept, daemon=True).start()
    return multiprocessing.connection.Client(listener.address)


def module(name):
    return importlib.import_module(name)


SLEEP = [sys.executable, "-c", "pass"]

# One way to call each callable that acquires something.
CALLS = {
    "aifc.open": lambda: reads_sound(module("aifc"), "a.aiff"),
    "asyncio.create_subprocess_exec": lambda: asyncio.create_subprocess_exec(*SLEEP),
    "asyncio.create_subprocess_shell": lambda: asyncio.create_subprocess_shell("true"),
    "asyncio.new_event_loop": asyncio.new_event_loop,
    "asyncio.open_connection": lambda: asyncio.open_connection(*WEB),
    "asyncio.open_unix_connection": unix_connection,
    "asyncio.start_server": lambda: asyncio.start_server(lambda reader, writer: None, *FREE),
    "asyncio.start_unix_server": lambda: asyncio.start_unix_server(lambda reader, writer: None, "server.sock"),
    "builtins.open": lambda: open("text.txt", "r+"),
    "bz2.open": lambda: bz2.open("a.bz2"),
    "codecs.open": lambda: codecs.open("text.txt", "r+", encoding="utf-8"),
    "concurrent.futures.ProcessPoolExecutor": concurrent.futures.ProcessPoolExecutor,
    "concurrent.futures.ThreadPoolExecutor": concurrent.futures.ThreadPoolExecutor,
    "dbm.dumb.open": lambda: dbm.dumb.open("dumb"),
    "dbm.gnu.open": lambda: module("dbm.gnu").open("gnu", "c"),
    "dbm.ndbm.open": lambda: module("dbm.ndbm").open("ndbm", "c"),
    "dbm.open": lambda: dbm.open("dbm", "c"),
    "dbm.sqlite3.open": lambda: module("dbm.sqlite3").open("sqlite3dbm", "c"),
    "fileinput.FileInput": lambda: begun(fileinput.FileInput(["text.txt"])),
    "fileinput.input": lambda: begun(fileinput.input(["text.txt"])),
    "ftplib.FTP": ftp,
    "gzip.GzipFile": lambda: gzip.GzipFile("a.gz"),
    "gzip.open": lambda: gzip.open("a.gz"),
    "http.client.HTTPConnection": web_connection,
    "http.server.HTTPServer": lambda: http.server.HTTPServer(FREE, Web),
    "imaplib.IMAP4": lambda: imaplib.IMAP4(*IMAP),
    "importlib.resources.open_binary": lambda: importlib.resources.open_binary("json", "__init__.py"),
    "importlib.resources.open_text": lambda: importlib.resources.open_text("json", "__init__.py"),
    "io.FileIO": lambda: io.FileIO("text.txt", "r+"),
    "io.open_code": lambda: io.open_code(os.path.abspath("text.txt")),
    "logging.FileHandler": lambda: logging.FileHandler("a.log"),
    "logging.handlers.RotatingFileHandler": lambda: logging.handlers.RotatingFileHandler("b.log"),
    "logging.handlers.SysLogHandler": lambda: logging.handlers.SysLogHandler(("127.0.0.1", 9)),
    "logging.handlers.TimedRotatingFileHandler": lambda: logging.handlers.TimedRotatingFileHandler("c.log"),
    "lzma.open": lambda: lzma.open("a.xz"),
    "mailbox.mbox": lambda: mailbox.mbox("mbox"),
    "mmap.mmap": mapped,
    "multiprocessing.Manager": multiprocessing.Manager,
    "multiprocessing.Pipe": multiprocessing.Pipe,
    "multiprocessing.Pool": lambda: multiprocessing.Pool(1),
    "multiprocessing.connection.Client": connect_back,
    "multiprocessing.connection.Listener": multiprocessing.connection.Listener,
    "multiprocessing.shared_memory.SharedMemory": lambda: shared(),
    "nntplib.NNTP": lambda: module("nntplib").NNTP(*NNTP, timeout=5),
    "os.dup": lambda: os.dup(0),
    "os.eventfd": lambda: os.eventfd(0),
    "os.fdopen": lambda: os.fdopen(os.open("text.txt", os.O_RDWR), "r+"),
    "os.forkpty": lambda: fork(os.forkpty),
    "os.memfd_create": lambda: os.memfd_create("sample"),
    "os.open": lambda: os.open("text.txt", os.O_RDONLY),
    "os.openpty": lambda: os.openpty(),
    "os.pidfd_open": lambda: os.pidfd_open(os.getpid()),
    "os.pipe": os.pipe,
    "os.pipe2": lambda: os.pipe2(0),
    "os.popen": lambda: os.popen("true"),
    "os.posix_openpt": lambda: os.posix_openpt(os.O_RDWR),
    "os.scandir": lambda: os.scandir("."),
    "poplib.POP3": lambda: poplib.POP3(*POP3, timeout=5),
    "pty.fork": lambda: fork(pty.fork),
    "pty.openpty": pty.openpty,
    "select.epoll": select.epoll,
    "selectors.DefaultSelector": selectors.DefaultSelector,
    "selectors.EpollSelector": lambda: selectors.EpollSelector(),
    "shelve.open": lambda: shelve.open("shelf"),
    "smtplib.LMTP": lambda: smtplib.LMTP(*SMTP),
    "smtplib.SMTP": lambda: smtplib.SMTP(*SMTP, timeout=5),
    "socket.create_connection": lambda: socket.create_connection(WEB),
    "socket.create_server": lambda: socket.create_server(FREE),
    "socket.fromfd": lambda: socket.fromfd(keep(socket.socket()).fileno(), socket.AF_INET, socket.SOCK_STREAM),
    "socket.socket": socket.socket,
    "socket.socketpair": socket.socketpair,
    "sqlite3.Connection.blobopen": blob,
    "sqlite3.connect": lambda: sqlite3.connect(":memory:"),
    "subprocess.Popen": lambda: subprocess.Popen(SLEEP, stdin=-1, stdout=-1, stderr=-1),
    "sunau.open": lambda: reads_sound(module("sunau"), "a.au"),
    "tarfile.TarFile": lambda: tarfile.TarFile("a.tar"),
    "tarfile.open": lambda: tarfile.open("a.tar"),
    "telnetlib.Telnet": lambda: module("telnetlib").Telnet(*FTP, timeout=5),
    "tempfile.NamedTemporaryFile": tempfile.NamedTemporaryFile,
    "tempfile.SpooledTemporaryFile": tempfile.SpooledTemporaryFile,
    "tempfile.TemporaryDirectory": tempfile.TemporaryDirectory,
    "tempfile.TemporaryFile": tempfile.TemporaryFile,
    "tempfile.mkstemp": tempfile.mkstemp,
    "tokenize.open": lambda: tokenize.open("text.txt"),
    "urllib.request.urlopen": lambda: urllib.request.urlopen(URL),
    "wave.open": lambda: reads_sound(wave, "a.wav"),
    "wsgiref.simple_server.make_server": lambda: wsgiref.simple_server.make_server(*FREE, None),
    "xmlrpc.server.SimpleXMLRPCServer": lambda: xmlrpc.server.SimpleXMLRPCServer(FREE, logRequests=False),
    "zipfile.ZipFile": lambda: zipfile.ZipFile("a.zip"),
}

NOT_RUN = {"asyncio.Runner": "needs a thread without a running loop: see the claim about it"}


def begun(files):
    """A file input opens its file with the first line."""
    next(files)
    return files


def shared():
    memory = multiprocessing.shared_memory.SharedMemory(create=True, size=8)
    memory.unlink()
    return memory


SAMPLE_OF_TYPE = {
    "async-process": "asyncio.create_subprocess_exec",
    "async-server": "asyncio.start_server",
    "compressed-file": "gzip.open",
    "connection": "multiprocessing.Pipe",
    "dbm": "dbm.dumb.open",
    "descriptor": "os.open",
    "directory-iterator": "os.scandir",
    "epoll": "select.epoll",
    "event-loop": "asyncio.new_event_loop",
    "executor": "concurrent.futures.ThreadPoolExecutor",
    "file": "builtins.open",
    "file-input": "fileinput.FileInput",
    "ftp-connection": "ftplib.FTP",
    "http-connection": "http.client.HTTPConnection",
    "http-response": "urllib.request.urlopen",
    "imap-connection": "imaplib.IMAP4",
    "listener": "multiprocessing.connection.Listener",
    "log-handler": "logging.handlers.RotatingFileHandler",
    "mailbox": "mailbox.mbox",
    "memory-map": "mmap.mmap",
    "nntp-connection": "nntplib.NNTP",
    "pop3-connection": "poplib.POP3",
    "process": "subprocess.Popen",
    "process-manager": "multiprocessing.Manager",
    "process-pool": "multiprocessing.Pool",
    "selector": "selectors.DefaultSelector",
    "server": "http.server.HTTPServer",
    "shared-memory": "multiprocessing.shared_memory.SharedMemory",
    "shelf": "shelve.open",
    "smtp-connection": "smtplib.SMTP",
    "socket": "socket.socket",
    "sound-file": "wave.open",
    "sqlite-blob": "sqlite3.Connection.blobopen",
    "sqlite-connection": "sqlite3.connect",
    "stream-writer": "asyncio.open_connection",
    "tar-archive": "tarfile.open",
    "telnet-connection": "telnetlib.Telnet",
    "temporary-directory": "tempfile.TemporaryDirectory",
    "wrapped-file": "codecs.open",
    "zip-archive": "zipfile.ZipFile",
}
SPEC_OF_TYPE = {"sqlite-blob": "sqlite-blob"}
TYPES_NOT_RUN = {
    "stream": "what file and memory-buffer have in common",
    "pickler": "needs a file",
    "async-runner": NOT_RUN["asyncio.Runner"],
    "kqueue": "exists on BSD, macOS and Solaris only",
    "registry-key": "exists on Windows only",
}

# Members that some class or version of the type has, but not this sample.
MEMBERS_ELSEWHERE = {
    "async-condition": {"locked"},
    "async-exit-stack": {"close", "enter_context"},
    "condition": {"locked"},
    "config-parser": {"readfp"},
    "logger": {"warn"},
    "memory-buffer": {"getvalue", "peek", "readall", "reconfigure"},
    "path": {
        "exists",
        "hardlink_to",
        "is_relative_to",
        "lchmod",
        "link_to",
        "readlink",
        "with_segments",
        "with_stem",
    },
    "process-condition": {"locked"},
    "process-lock": {"locked"},
    "process-semaphore": {"locked"},
    "reentrant-lock": {"locked"},
    "semaphore": {"locked"},
    "text": {"decode", "hex", "removeprefix", "removesuffix"},
    "traversable": {"exists"},
    "url-opener": {"addheader", "retrieve"},
    "compressed-file": {"buffer", "file", "raw", "getvalue", "isatty", "reconfigure", "readall", "rollover"},
    "epoll": {"control"},
    "file": {"file", "getvalue", "peek", "raw", "read1", "readall", "readinto", "readinto1", "rollover"},
    "stream-writer": {"start_tls"},
    "sqlite-connection": {"blobopen", "enable_load_extension", "load_extension"},
    "server": {
        "get_app",
        "register_function",
        "register_instance",
        "register_introspection_functions",
        "set_app",
    },
    "socket": {"do_handshake", "getpeercert", "ioctl", "read", "unwrap", "version", "write"},
    "ftp-connection": {"prot_c", "prot_p"},
    "sound-file": {
        "setcomptype",
        "setframerate",
        "setnchannels",
        "setnframes",
        "setparams",
        "setsampwidth",
        "writeframes",
        "writeframesraw",
    },
    "dbm": {"firstkey", "nextkey", "reorganize"},
    "wrapped-file": {
        "buffer",
        "detach",
        "file",
        "getvalue",
        "peek",
        "raw",
        "readall",
        "readinto",
        "readinto1",
        "reconfigure",
        "rollover",
    },
}


# Types of which the sample's class is not public, or is only one of several unrelated ones.
CLASS_ELSEWHERE = {"directory-iterator", "log-handler", "traversable", "csv-reader"}


def has_socket(value):
    return value.sock is not None and value.sock.fileno() != -1


def valid(descriptor):
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def reads(value):
    try:
        value.get("key", None) if hasattr(value, "get") else value.keys()
    except Exception:
        return False
    return True


def scanning(value):
    """A directory iterator shows that it is open only by the warning at its end, or by its descriptor."""
    return any(os.path.realpath(f"/proc/self/fd/{one}") == os.getcwd() for one in open_descriptors())


def open_descriptors():
    with contextlib.closing(os.scandir("/proc/self/fd")) as entries:
        return [int(entry.name) for entry in entries]


def answers(value):
    try:
        value.execute("select 1")
    except sqlite3.ProgrammingError:
        return False
    return True


def blob_reads(value):
    try:
        value.tell()
    except sqlite3.ProgrammingError:
        return False
    return True


def handler_open(value):
    stream = getattr(value, "stream", None) or getattr(value, "socket", None)
    return stream is not None and not getattr(stream, "closed", False) and not getattr(stream, "_closed", False)


# Values that are no resources: their members are compared with the catalogue.
OTHER_VALUES = {
    "async-condition": asyncio.Condition,
    "async-exit-stack": contextlib.AsyncExitStack,
    "async-lock": asyncio.Lock,
    "async-semaphore": asyncio.Semaphore,
    "condition": threading.Condition,
    "config-parser": configparser.ConfigParser,
    "csv-reader": lambda: csv.reader([]),
    "csv-writer": lambda: csv.DictWriter(io.StringIO(), []),
    "digest": hashlib.sha256,
    "element-tree": xml.etree.ElementTree.ElementTree,
    "exit-stack": contextlib.ExitStack,
    "lock": threading.Lock,
    "logger": logging.getLogger,
    "memory-buffer": io.BytesIO,
    "path": pathlib.Path,
    "process-condition": multiprocessing.Condition,
    "process-lock": multiprocessing.Lock,
    "process-semaphore": multiprocessing.Semaphore,
    "reentrant-lock": threading.RLock,
    "semaphore": threading.Semaphore,
    "sqlite-cursor": lambda: keep(sqlite3.connect(":memory:")).cursor(),
    "ssl-context": ssl.create_default_context,
    "stream-reader": lambda: asyncio.StreamReader(),
    "text": str,
    "traversable": lambda: importlib.resources.files("json"),
    "url-opener": urllib.request.build_opener,
    "zip-path": lambda: zipfile.Path("a.zip"),
}

# How to see that a value of a type is open, where no attribute tells.
PROBES = {
    "async-process": lambda value: value.returncode is None,
    "async-server": lambda value: bool(value.sockets),
    "dbm": reads,
    "descriptor": valid,
    "directory-iterator": scanning,
    "event-loop": lambda value: not value.is_closed(),
    "executor": lambda value: not getattr(value, "_shutdown", None) and not getattr(value, "_shutdown_thread", None),
    "file-input": lambda value: value._file is not None,
    "ftp-connection": has_socket,
    "http-connection": has_socket,
    "http-response": lambda value: value.fp is not None and not value.isclosed(),
    "imap-connection": has_socket,
    "listener": lambda value: value._listener is not None,
    "log-handler": handler_open,
    "mailbox": lambda value: not value._file.closed,
    "nntp-connection": lambda value: hasattr(value, "file"),
    "pop3-connection": has_socket,
    "process": lambda value: value.returncode is None,
    "process-manager": lambda value: value._process.is_alive(),
    "process-pool": lambda value: value._state == "RUN",
    "selector": lambda value: value.get_map() is not None,
    "server": lambda value: value.socket.fileno() != -1,
    "shared-memory": lambda value: value._fd != -1,
    "shelf": reads,
    "smtp-connection": has_socket,
    "socket": lambda value: value.fileno() != -1,
    "sound-file": lambda value: value._file is not None,
    "sqlite-blob": blob_reads,
    "sqlite-connection": answers,
    "stream-writer": lambda value: not value.is_closing(),
    "telnet-connection": has_socket,
    "temporary-directory": lambda value: os.path.isdir(value.name),
    "zip-archive": lambda value: value.fp is not None,
}

ARGUMENTS = {
    "add": ("text.txt",),
    "addfile": (tarfile.TarInfo("x"),),
    "backup": (sqlite3.connect(":memory:"),),
    "bind": (FREE,),
    "blobopen": ("t", "b", 1),
    "connect": (WEB,),
    "create_function": ("f", 0, lambda: 1),
    "execute": ("select 1",),
    "executemany": ("select ?", []),
    "executescript": ("select 1",),
    "extract": ("member",),
    "extractfile": ("text.txt",),
    "find": (b"x",),
    "get": ("key",),
    "getmember": ("text.txt",),
    "gettarinfo": ("text.txt",),
    "getsockopt": (socket.SOL_SOCKET, socket.SO_REUSEADDR),
    "modify": (0, 1),
    "move": (0, 0, 1),
    "open": ("member",),
    "pop": ("key",),
    "read": ("member",),
    "readframes": (1,),
    "readinto": (bytearray(1),),
    "recv": (1,),
    "recv_bytes_into": (bytearray(1),),
    "recv_into": (bytearray(1),),
    "recvfrom": (1,),
    "recvfrom_into": (bytearray(1),),
    "recvmsg": (1,),
    "register": (0,),
    "resize": (1,),
    "rfind": (b"x",),
    "run_until_complete": (None,),
    "seek": (0,),
    "send": (b"x",),
    "send_bytes": (b"x",),
    "sendall": (b"x",),
    "sendmsg": ([b"x"],),
    "sendto": (b"x", WEB),
    "setblocking": (True,),
    "setsockopt": (socket.SOL_SOCKET, socket.SO_REUSEADDR, 1),
    "settimeout": (1,),
    "shutdown": (socket.SHUT_RDWR,),
    "truncate": (0,),
    "unregister": (0,),
    "write": ("x",),
    "write_byte": (1,),
    "writelines": (["x"],),
    "writestr": ("x", "x"),
}


def arguments(value, method):
    """Arguments with which a method works on an open value, as far as that takes some."""
    if method == "read" and not isinstance(value, zipfile.ZipFile):
        return ()
    if method == "recv" and not isinstance(value, socket.socket):
        return ()
    if method in ("write", "writelines") and not isinstance(value, (io.TextIOBase, codecs.StreamReaderWriter)):
        return ("text.txt",) if isinstance(value, zipfile.ZipFile) else (b"x",) if method == "write" else ([b"x"],)
    if method == "readinto" and not hasattr(value, method):
        return ()
    return ARGUMENTS.get(method, ())


def gives_resource(spec, types):
    if isinstance(spec, str):
        return bool(types[spec].get("resource"))
    return "elements" in spec and any(part and gives_resource(part, types) for part in spec["elements"])


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
