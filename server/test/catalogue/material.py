"""Where the samples live: files in the working directory, servers on the loopback interface, small helpers."""
import asyncio
import bz2
import ftplib
import gzip
import http.client
import http.server
import importlib
import lzma
import mmap
import multiprocessing
import multiprocessing.connection
import os
import pathlib
import socketserver
import sqlite3
import sys
import tarfile
import threading
import wave
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
