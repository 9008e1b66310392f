"""Samples of what the catalogue describes: how to make one of each, and how to see whether it is open."""
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
import gzip
import hashlib
import http.client
import http.server
import imaplib
import importlib
import importlib.resources
import io
import logging
import logging.handlers
import lzma
import mailbox
import multiprocessing
import multiprocessing.connection
import multiprocessing.shared_memory
import os
import pathlib
import poplib
import pty
import sched
import select
import selectors
import shelve
import smtplib
import socket
import sqlite3
import ssl
import subprocess
import tarfile
import tempfile
import threading
import tokenize
import urllib.request
import wave
import wsgiref.simple_server
import xml.etree.ElementTree
import xmlrpc.server
import zipfile

from material import (
    FREE,
    FTP,
    IMAP,
    NNTP,
    POP3,
    SLEEP,
    SMTP,
    URL,
    WEB,
    Web,
    blob,
    connect_back,
    fork,
    ftp,
    keep,
    mapped,
    module,
    reads_sound,
    unix_connection,
    web_connection,
)

# One way to call each callable that acquires something.
CALLS = {
    "aifc.open": lambda: reads_sound(module("aifc"), "a.aiff"),
    "asyncio.create_subprocess_exec": lambda: asyncio.create_subprocess_exec(*SLEEP),
    "asyncio.create_subprocess_shell": lambda: asyncio.create_subprocess_shell("true"),
    "asyncio.SelectorEventLoop": asyncio.SelectorEventLoop,
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
    "select.epoll.fromfd": lambda: select.epoll.fromfd(os.open("text.txt", os.O_RDONLY)),
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
    "collection": "it stands for list, set and deque together: no object has the methods of all",
    "mapping": "it has the methods of every collection: no object has all",
    "tk-timekeeper": "needs a display",
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
    "event-scheduler": sched.scheduler,
    "lock": threading.Lock,
    "logger": logging.getLogger,
    "memory-buffer": io.BytesIO,
    "path": pathlib.Path,
    "process-condition": multiprocessing.Condition,
    "process-context": multiprocessing.get_context,
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
