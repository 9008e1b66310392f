/**
 * What naive checkers report of resources and a person would not: each kind of program by name, and not one finding.
 * Several ways to write the same thing stand under the same name.
 */
import { describe, expect, it } from "vitest";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";

const linter = await createLinter({});
const settings = defaultSettings(linter.rules);

/** All findings of the resource family, `LINE RULE LEVEL`. */
function findings(source: string): string[] {
  const report = linter.lint("/p/mod.py", `${source}\n`, settings);
  expect(report.errors).toEqual([]);
  return report.findings
    .filter(({ family }) => family === "resource")
    .map(({ rule, level, range }) => `${report.lines.lineAt(range.start) + 1} ${rule} ${level}`);
}

const SILENT: Readonly<Record<string, readonly string[]>> = {
  returned: [
    "def f(p):\n    f = open(p)\n    return f",
    "def f(p):\n    return open(p)",
    "def f(p):\n    with open(p) as f:\n        pass\n    f = g = open(p)\n    return g",
  ],
  "returned through a cast": ["from typing import IO, cast\ndef f(p):\n    f = open(p)\n    return cast(IO, f)"],
  "returned in a tuple": [
    "def f(p):\n    f = open(p)\n    return f, True",
    "import socket\ndef f():\n    a, b = socket.socketpair()\n    return a, b",
    "def f(p):\n    return [open(p)], {'f': open(p)}",
  ],
  "returned in a wrapper's constructor": [
    "import io\ndef f(p):\n    return io.TextIOWrapper(open(p, 'rb'))",
    "from acme import Reader\ndef f(p):\n    return Reader(open(p))",
    "class Reader:\n    def __init__(self, f):\n        self.f = f\n    def close(self):\n        self.f.close()\ndef f(p):\n    return Reader(open(p))",
  ],
  "returned in a nullcontext": [
    "from contextlib import nullcontext\ndef f(p):\n    return nullcontext(open(p))",
    "from contextlib import nullcontext\ndef f(p, s):\n    return nullcontext(s) if s else open(p)",
  ],
  "returned by a conditional": [
    "import sys\ndef f(p):\n    return open(p) if p else sys.stdin",
    "import gzip\ndef f(p):\n    opener = gzip.open if p.endswith('.gz') else open\n    return opener(p)",
  ],
  yielded: [
    "def f(ps):\n    for p in ps:\n        yield open(p)",
    "import contextlib\n@contextlib.contextmanager\ndef f(p):\n    f = open(p)\n    try:\n        yield f\n    finally:\n        f.close()",
  ],
  "stored on an owner that releases it in any method": [
    "class A:\n    def __init__(self, p):\n        self.f = open(p)\n    def tear_down(self):\n        self.f.close()",
    "class A:\n    def __init__(self, p):\n        self.f = open(p)\n    def _drop(self):\n        f, self.f = self.f, None\n        f.close()",
  ],
  "stored on an owner whose base releases it": [
    "class Base:\n    def close(self):\n        self.f.close()\nclass A(Base):\n    def __init__(self, p):\n        self.f = open(p)",
  ],
  "stored on an owner whose base stands in another module": [
    "from acme import Base\nclass A(Base):\n    def __init__(self, p):\n        self.f = open(p)",
  ],
  "released in a loop over a container": [
    "class A:\n    def __init__(self, ps):\n        self.fs = [open(p) for p in ps]\n    def close(self):\n        for f in self.fs:\n            f.close()",
    "def f(ps):\n    fs = []\n    try:\n        for p in ps:\n            fs.append(open(p))\n    finally:\n        for f in fs:\n            f.close()",
  ],
  "released behind a flag in finally": [
    "def f(p):\n    own = isinstance(p, str)\n    f = open(p) if own else p\n    try:\n        return f.read()\n    finally:\n        if own:\n            f.close()",
    "def f(p):\n    close = False\n    if isinstance(p, str):\n        p = open(p)\n        close = True\n    try:\n        return p.read()\n    finally:\n        if close:\n            p.close()",
    "def f(p):\n    f = None\n    try:\n        f = open(p)\n        return f.read()\n    finally:\n        if f is not None:\n            f.close()",
  ],
  "passed to ExitStack": [
    "from contextlib import ExitStack\ndef f(p):\n    with ExitStack() as stack:\n        f = stack.enter_context(open(p))\n        return f.read()",
    "from contextlib import ExitStack\ndef f(p):\n    with ExitStack() as stack:\n        f = open(p)\n        stack.push(f)\n        return f.read()",
  ],
  "passed to AsyncExitStack": [
    "import asyncio\nfrom contextlib import AsyncExitStack\nasync def f(p):\n    async with AsyncExitStack() as stack:\n        f = stack.enter_context(open(p))\n        return f.read()",
  ],
  "passed to an aliased ExitStack": [
    "import contextlib as c\ndef f(p):\n    with c.ExitStack() as stack:\n        enter = stack.enter_context\n        return enter(open(p)).read()",
    "from contextlib import ExitStack as Stack\ndef f(p):\n    with Stack() as s:\n        return s.enter_context(open(p)).read()",
  ],
  "passed to an ExitStack that is a parameter": [
    "def f(stack, p):\n    f = stack.enter_context(open(p))\n    return f.read()",
  ],
  "passed to an ExitStack in a comprehension": [
    "from contextlib import ExitStack\ndef f(ps):\n    with ExitStack() as stack:\n        fs = [stack.enter_context(open(p)) for p in ps]\n        return [f.read() for f in fs]",
  ],
  "passed to closing": [
    "import contextlib, socket\ndef f(a):\n    with contextlib.closing(socket.create_connection(a)) as s:\n        return s.recv(9)",
    "from contextlib import closing\nimport sqlite3\ndef f(p):\n    c = sqlite3.connect(p)\n    with closing(c):\n        return c.execute('select 1').fetchall()",
  ],
  "passed to enterContext": [
    "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        f = self.enterContext(open('x'))\n        self.assertTrue(f.read())",
  ],
  "passed to addCleanup": [
    "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        f = open('x')\n        self.addCleanup(f.close)\n        self.assertTrue(f.read())",
  ],
  "passed to callback": [
    "from contextlib import ExitStack\ndef f(p):\n    with ExitStack() as stack:\n        f = open(p)\n        stack.callback(f.close)\n        return f.read()",
  ],
  "passed to a constructor": [
    "from acme import Reader\ndef f(p):\n    r = Reader(open(p))\n    return r.rows()",
    "import acme\ndef f(p):\n    f = open(p)\n    acme.run(acme.Job(source=f))",
  ],
  "passed to super().__init__": [
    "from acme import Reader\nclass A(Reader):\n    def __init__(self, p):\n        super().__init__(open(p))",
    "from acme import Reader\nclass A(Reader):\n    def __init__(self, p):\n        f = open(p)\n        super().__init__(f, mode='r')",
  ],
  "passed to a framework response": [
    "from django.http import FileResponse\ndef view(request, p):\n    return FileResponse(open(p, 'rb'))",
    "from flask import send_file\ndef view(p):\n    f = open(p, 'rb')\n    return send_file(f)",
    "from fastapi.responses import StreamingResponse\ndef view(p):\n    f = open(p, 'rb')\n    return StreamingResponse(f)",
  ],
  "with later": [
    "def f(p):\n    f = open(p)\n    with f:\n        return f.read()",
    "def f(p):\n    try:\n        f = open(p)\n    except OSError:\n        return None\n    with f:\n        return f.read()",
  ],
  "with in else": [
    "def f(p):\n    try:\n        f = open(p)\n    except OSError:\n        return None\n    else:\n        with f:\n            return f.read()",
  ],
  "with on an alias": ["def f(p):\n    f = open(p)\n    g = f\n    with g:\n        return f.read()"],
  "opened and closed at once": [
    "def f(p):\n    open(p, 'w').close()",
    "from pathlib import Path\ndef f(p):\n    Path(p).open('a').close()",
  ],
  "communicate()": [
    "import subprocess\ndef f(c):\n    p = subprocess.Popen(c, stdout=subprocess.PIPE)\n    out, _ = p.communicate()\n    return out",
    "import subprocess\ndef f(c):\n    return subprocess.Popen(c, stdout=subprocess.PIPE).communicate()[0]",
  ],
  "a lock with try and finally": [
    "import threading\nlock = threading.Lock()\ndef f(g):\n    lock.acquire()\n    try:\n        return g()\n    finally:\n        lock.release()",
    "import threading\nlock = threading.Lock()\ndef f(g):\n    if not lock.acquire(timeout=1):\n        return None\n    try:\n        return g()\n    finally:\n        lock.release()",
  ],
  "sys.stdout = open(...)": [
    "import sys\ndef daemonise(p):\n    sys.stdout = open(p, 'w')\n    sys.stderr = sys.stdout",
    "import sys\nsys.stdin = open('/dev/null')",
  ],
  "a lambda that is a factory": [
    "opener = lambda p: open(p)",
    "from collections import defaultdict\nfiles = defaultdict(lambda: open('x'))",
    "def f(p):\n    return lambda: open(p)",
  ],
  "a singleton of the module": [
    "LOG = open('log.txt', 'a')\ndef log(line):\n    LOG.write(line)",
    "_log = None\ndef log():\n    global _log\n    if _log is None:\n        _log = open('log.txt', 'a')\n    return _log",
  ],
  "names that only look alike": [
    "from acme import Session, Timer, open, Popen, socket\ndef f():\n    s = Session()\n    t = Timer()\n    u = open('x')\n    v = Popen('x')\n    w = socket()\n    print(s.get('x'), t, u, v, w)",
    "class ZipFile:\n    pass\ndef f():\n    z = ZipFile()\n    print(z)",
    "def connect(x):\n    return x\ndef f():\n    c = connect(1)\n    print(c)",
    "import webbrowser\ndef f(u):\n    webbrowser.open(u)",
  ],
  "a process that is detached on purpose": [
    "import subprocess\ndef f(c):\n    subprocess.Popen(c, start_new_session=True)",
    "import subprocess\nclass A:\n    def start(self, c):\n        self.process = subprocess.Popen(c)\n    def stop(self):\n        self.process.terminate()\n        self.process.wait()",
  ],
};

describe("silent", () => {
  for (const [name, programs] of Object.entries(SILENT)) {
    it.each(programs.map((program, index) => [name, index + 1, program] as const))(
      "%s (%i)",
      (_name, _index, program) => {
        expect(findings(program), program).toEqual([]);
      },
    );
  }
});
