/** What the `with` fix makes of code, and where it keeps its hands off. */
export interface FixCase {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** The acquiring call as written; `open`. */
  readonly callee?: string;
  /** The catalogue's type; `file`. */
  readonly type?: string;
  readonly name?: string;
}

export const fixable: FixCase[] = [
  {
    title: "data sets of a file, used behind what is read of it",
    before: "def f(p):\n    h = h5py.File(p)\n    d = h['x']\n    print(1)\n    print(d[:])\n",
    after: "def f(p):\n    with h5py.File(p) as h:\n        d = h['x']\n        print(1)\n        print(d[:])\n",
    callee: "h5py.File",
    type: "h5-file",
  },
  {
    title: "slices of data sets, which are copies",
    before: "def f(p):\n    h = h5py.File(p)\n    d = h['x'][:]\n    return d\n",
    after: "def f(p):\n    with h5py.File(p) as h:\n        d = h['x'][:]\n    return d\n",
    callee: "h5py.File",
    type: "h5-file",
  },
  {
    title: "what a method gives that keeps the object",
    before:
      "def f(u):\n    r = requests.get(u, stream=True)\n    parts = r.iter_content(9)\n    for part in parts:\n        if part:\n            break\n",
    after:
      "def f(u):\n    with requests.get(u, stream=True) as r:\n        parts = r.iter_content(9)\n        for part in parts:\n            if part:\n                break\n",
    callee: "requests.get",
    type: "requests-response",
  },
  {
    title: "straight line",
    before: "def f(p):\n    source = open(p)\n    data = source.read()\n    return data\n",
    after: "def f(p):\n    with open(p) as source:\n        data = source.read()\n    return data\n",
  },
  {
    title: "arguments aligned with their bracket",
    before:
      "def f(p, g):\n    s = open(p,\n             # why\n             mode=g(1,\n                    2),\n        errors=None)\n    s.read()\n",
    after:
      "def f(p, g):\n    with open(p,\n              # why\n              mode=g(1,\n                     2),\n        errors=None) as s:\n        s.read()\n",
  },
  {
    title: "arguments aligned with their bracket, a longer name before",
    before: "def f(p):\n    the_source = open(p,\n                      'r')\n    the_source.read()\n",
    after: "def f(p):\n    with open(p,\n              'r') as the_source:\n        the_source.read()\n",
  },
  {
    title: "arguments that hang",
    before: "def f(p):\n    the_source = open(\n        p,\n    )\n    the_source.read()\n",
    after: "def f(p):\n    with open(\n        p,\n    ) as the_source:\n        the_source.read()\n",
  },
  {
    title: "a close to remove",
    before: "def f(p):\n    s = open(p)\n    data = s.read()\n\n    s.close()\n\n    return data\n",
    after: "def f(p):\n    with open(p) as s:\n        data = s.read()\n\n    return data\n",
  },
  {
    title: "the block ends where the close was, not at the last use",
    before: "def f(p):\n    s = open(p, 'w')\n    s.write('a')\n    other()\n    s.close()\n    rename(p)\n",
    after: "def f(p):\n    with open(p, 'w') as s:\n        s.write('a')\n        other()\n    rename(p)\n",
  },
  {
    title: "never used",
    before: "def f(p):\n    s = open(p, 'w')  # touch\n    return p\n",
    after: "def f(p):\n    with open(p, 'w') as s:  # touch\n        pass\n    return p\n",
  },
  {
    title: "comments, blank lines and multi-line strings",
    before:
      'def f(p):\n    s = open(p)  # why\n    # first\n    text = """a\n  b\n"""\n\n    # second\n    print(text,\n          s.read())\n    # behind\n    return 1\n',
    after:
      'def f(p):\n    with open(p) as s:  # why\n        # first\n        text = """a\n  b\n"""\n\n        # second\n        print(text,\n              s.read())\n    # behind\n    return 1\n',
  },
  {
    title: "adjacent strings are no multi-line string, f-strings are",
    before: "def f(p):\n    s = open(p)\n    s.write('a'\n            'b' f'''c\n{p}\nd''')\n",
    after: "def f(p):\n    with open(p) as s:\n        s.write('a'\n                'b' f'''c\n{p}\nd''')\n",
  },
  {
    title: "tabs and CRLF",
    before: "def f(p):\r\n\ts = open(p)\r\n\tif p:\r\n\t\treturn s.read()\r\n\treturn None\r\n",
    after: "def f(p):\r\n\twith open(p) as s:\r\n\t\tif p:\r\n\t\t\treturn s.read()\r\n\treturn None\r\n",
  },
  {
    title: "two spaces",
    before: "def f(p):\n  s = open(p)\n  return s.read()\n",
    after: "def f(p):\n  with open(p) as s:\n    return s.read()\n",
  },
  {
    title: "the end of the text without a newline",
    before: "def f(p):\n    s = open(p)\n    x = s.read()\n    s.close()",
    after: "def f(p):\n    with open(p) as s:\n        x = s.read()\n",
  },
  {
    title: "try and finally folded",
    before:
      "def f(p):\n    s = open(p)\n    n = count()\n    try:\n        a = s.read(n)\n        return a\n    finally:\n        s.close()\n",
    after: "def f(p):\n    with open(p) as s:\n        n = count()\n        a = s.read(n)\n        return a\n",
  },
  {
    title: "try, except and finally",
    before:
      "def f(p):\n    s = open(p)\n    try:\n        a = s.read()\n    except OSError:\n        a = ''\n    finally:\n        if s:\n            s.close()\n    return a\n",
    after:
      "def f(p):\n    with open(p) as s:\n        try:\n            a = s.read()\n        except OSError:\n            a = ''\n    return a\n",
  },
  {
    title: "a finally that does more stays",
    before:
      "def f(p):\n    s = open(p)\n    try:\n        a = s.read()\n    finally:\n        s.close()\n        done()\n    return a\n",
    after:
      "def f(p):\n    with open(p) as s:\n        try:\n            a = s.read()\n        finally:\n            s.close()\n            done()\n    return a\n",
  },
  {
    title: "closes on branches",
    before:
      "def f(p):\n    s = open(p)\n    line = s.readline()\n    if not line:\n        s.close()\n        return None\n    if line == 'x':\n        s.close()\n        raise ValueError('x')\n    rest = s.read()\n    s.close()\n    return rest\n",
    after:
      "def f(p):\n    with open(p) as s:\n        line = s.readline()\n        if not line:\n            return None\n        if line == 'x':\n            raise ValueError('x')\n        rest = s.read()\n    return rest\n",
  },
  {
    title: "a close on a branch that something behind may depend on stays",
    before:
      "def f(p):\n    s = open(p, 'w')\n    s.write('x')\n    if p:\n        s.close()\n        return size(p)\n    s.write('y')\n    return 0\n",
    after:
      "def f(p):\n    with open(p, 'w') as s:\n        s.write('x')\n        if p:\n            s.close()\n            return size(p)\n        s.write('y')\n    return 0\n",
  },
  {
    title: "closes in both branches at the end",
    before:
      "def f(p):\n    s = open(p)\n    if p:\n        x = s.read()\n        s.close()\n    else:\n        s.close()\n    return 1\n",
    after:
      "def f(p):\n    with open(p) as s:\n        if p:\n            x = s.read()\n        else:\n            pass\n    return 1\n",
  },
  {
    title: "a reader over the file is used later",
    before:
      "import csv\ndef f(p):\n    s = open(p)\n    rows = csv.reader(s)\n    total = 0\n    for row in rows:\n        total += 1\n    print(total)\n    return total\n",
    after:
      "import csv\ndef f(p):\n    with open(p) as s:\n        rows = csv.reader(s)\n        total = 0\n        for row in rows:\n            total += 1\n    print(total)\n    return total\n",
  },
  {
    title: "several in a row: the outer block spans the inner one's uses",
    before:
      "def f(p, q):\n    a = open(p)\n    b = open(q, 'w')\n    for line in a:\n        b.write(line)\n    b.write('end')\n    b.close()\n    return 1\n",
    after:
      "def f(p, q):\n    with open(p) as a:\n        b = open(q, 'w')\n        for line in a:\n            b.write(line)\n        b.write('end')\n        b.close()\n    return 1\n",
  },
  {
    title: "several in a row, closed in a row",
    before:
      "def f(p, q):\n    a = open(p)\n    b = open(q, 'w')\n    b.write(a.read())\n    a.close()\n    b.close()\n    return 1\n",
    after:
      "def f(p, q):\n    with open(p) as a:\n        b = open(q, 'w')\n        b.write(a.read())\n        b.close()\n    return 1\n",
  },
  {
    title: "annotated",
    before: "from typing import TextIO\ndef f(p):\n    s: TextIO = open(p)\n    return s.read()\n",
    after: "from typing import TextIO\ndef f(p):\n    with open(p) as s:\n        return s.read()\n",
  },
  {
    title: "in parentheses over several lines",
    before: "def f(p):\n    s = (\n        open(p)\n    )\n    return s.read()\n",
    after: "def f(p):\n    with (\n        open(p)\n    ) as s:\n        return s.read()\n",
  },
  {
    title: "deleted",
    before: "def f(p):\n    s = open(p)\n    x = s.read()\n    del s\n    return x\n",
    after: "def f(p):\n    with open(p) as s:\n        x = s.read()\n    return x\n",
  },
  {
    title: "bound again",
    before:
      "def f(p, q):\n    s = open(p)\n    x = s.read()\n    s = open(q)\n    y = s.read()\n    s.close()\n    return x + y\n",
    after:
      "def f(p, q):\n    with open(p) as s:\n        x = s.read()\n    s = open(q)\n    y = s.read()\n    s.close()\n    return x + y\n",
  },
  {
    title: "in a loop",
    before:
      "def f(ps):\n    for p in ps:\n        s = open(p)\n        if s.read():\n            continue\n        print(p)\n",
    after:
      "def f(ps):\n    for p in ps:\n        with open(p) as s:\n            if s.read():\n                continue\n        print(p)\n",
  },
  {
    title: "in a module",
    before: "s = open('x')\nprint(s.read())\nprint('done')\n",
    after: "with open('x') as s:\n    print(s.read())\nprint('done')\n",
  },
  {
    title: "closing, with an import to add behind the docstring",
    before:
      "'''Doc.'''\nfrom __future__ import annotations\nimport os\nimport sqlite3\ndef f(p):\n    c = sqlite3.connect(p)\n    c.execute('x')\n    c.close()\n",
    after:
      "'''Doc.'''\nfrom __future__ import annotations\nimport contextlib\nimport os\nimport sqlite3\ndef f(p):\n    with contextlib.closing(sqlite3.connect(p)) as c:\n        c.execute('x')\n",
    callee: "sqlite3.connect",
    type: "sqlite-connection",
  },
  {
    title: "closing, imported already",
    before:
      "import sqlite3\nfrom contextlib import closing as shut\ndef f(p):\n    c = sqlite3.connect(p)\n    c.execute('x')\n",
    after:
      "import sqlite3\nfrom contextlib import closing as shut\ndef f(p):\n    with shut(sqlite3.connect(p)) as c:\n        c.execute('x')\n",
    callee: "sqlite3.connect",
    type: "sqlite-connection",
  },
  {
    title: "one of a tuple",
    before: "def f(server):\n    conn, address = server.accept()\n    data = conn.recv(10)\n    return data\n",
    after:
      "def f(server):\n    conn, address = server.accept()\n    with conn:\n        data = conn.recv(10)\n    return data\n",
    callee: "server.accept",
    type: "socket",
    name: "conn",
  },
  {
    title: "temporary: read",
    before: "def g(p):\n    data = open(p).read()  # all\n    return data\n",
    after: "def g(p):\n    with open(p) as f:\n        data = f.read()  # all\n    return data\n",
  },
  {
    title: "temporary: returned, with names taken",
    before: "import json\ndef g(file):\n    f = 1\n    return json.load(open(file))\n",
    after: "import json\ndef g(file):\n    f = 1\n    with open(file) as source:\n        return json.load(source)\n",
  },
  {
    title: "temporary: loop",
    before:
      "def g(p):\n    for line in open(p):\n        # each\n        print(line)\n    else:\n        print('end')\n    return 1\n",
    after:
      "def g(p):\n    with open(p) as f:\n        for line in f:\n            # each\n            print(line)\n        else:\n            print('end')\n    return 1\n",
  },
  {
    title: "temporary: first iterable of a comprehension",
    before: "def g(p):\n    return [line.strip() for line in open(p)]\n",
    after: "def g(p):\n    with open(p) as f:\n        return [line.strip() for line in f]\n",
  },
  {
    title: "temporary: a view of it with a name",
    before: "import csv\ndef g(p):\n    rows = csv.reader(open(p))\n    n = len(list(rows))\n    return n\n",
    after:
      "import csv\ndef g(p):\n    with open(p) as f:\n        rows = csv.reader(f)\n        n = len(list(rows))\n    return n\n",
  },
  {
    title: "temporary: on its own",
    before: "def g(p):\n    open(p, 'w')\n    return p\n",
    after: "def g(p):\n    open(p, 'w').close()\n    return p\n",
  },
  {
    title: "temporary: over several lines",
    before: "def g(p):\n    data = open(\n        p,\n    ).read(\n        10\n    )\n    return data\n",
    after:
      "def g(p):\n    with open(\n        p,\n    ) as f:\n        data = f.read(\n            10\n        )\n    return data\n",
  },
  {
    title: "temporary: a path read as text",
    before: "from pathlib import Path\ndef g(p):\n    return Path(p).open('r', encoding='utf-8').read()\n",
    after: "from pathlib import Path\ndef g(p):\n    return Path(p).read_text(encoding='utf-8')\n",
    callee: "Path(p).open",
  },
  {
    title: "temporary: a path read as bytes",
    before: "import pathlib\ndef g(p):\n    return (pathlib.Path(p) / 'x').open('rb').read()\n",
    after: "import pathlib\ndef g(p):\n    return (pathlib.Path(p) / 'x').read_bytes()\n",
    callee: "(pathlib.Path(p) / 'x').open",
  },
  {
    title: "a lock on the file is held to the end",
    before: "import fcntl\ndef f(p):\n    s = open(p)\n    fcntl.flock(s, fcntl.LOCK_EX)\n    work()\n    more()\n",
    after:
      "import fcntl\ndef f(p):\n    with open(p) as s:\n        fcntl.flock(s, fcntl.LOCK_EX)\n        work()\n        more()\n",
  },
  {
    title: "a temporary directory is entered by its name, and held to the end",
    before:
      "import tempfile\ndef f():\n    d = tempfile.TemporaryDirectory()\n    path = d.name\n    work(path)\n    more()\n",
    after:
      "import tempfile\ndef f():\n    d = tempfile.TemporaryDirectory()\n    with d:\n        path = d.name\n        work(path)\n        more()\n",
    callee: "tempfile.TemporaryDirectory",
    type: "temporary-directory",
  },
  {
    title: "in a case of a match",
    before: "def f(p):\n  match p:\n    case 1:\n      s = open(p)\n      s.read()\n",
    after: "def f(p):\n  match p:\n    case 1:\n      with open(p) as s:\n        s.read()\n",
  },
  {
    title: "async with",
    before: "import asyncio\nasync def f(h):\n    s = await asyncio.start_server(h)\n    await s.serve_forever()\n",
    after:
      "import asyncio\nasync def f(h):\n    async with await asyncio.start_server(h) as s:\n        await s.serve_forever()\n",
    callee: "asyncio.start_server",
    type: "async-server",
  },
  {
    title: "a definition with a docstring goes along as it is",
    before:
      'def f(p):\n    s = open(p)\n\n    def g():\n        """Doc.\n\n        More.\n        """\n        return 1\n\n    return s.read() + g()\n',
    after:
      'def f(p):\n    with open(p) as s:\n\n        def g():\n            """Doc.\n\n        More.\n        """\n            return 1\n\n        return s.read() + g()\n',
  },
  {
    title: "looked at by a test",
    before:
      "def test(self, p):\n    s = open(p)\n    self.assertFalse(s.line_buffering)\n    s.read()\n    self.done()\n",
    after:
      "def test(self, p):\n    with open(p) as s:\n        self.assertFalse(s.line_buffering)\n        s.read()\n    self.done()\n",
  },
  {
    title: "what a library call makes of it without keeping it may live on",
    before: "import plistlib\ndef f(p):\n    s = open(p, 'rb')\n    x = plistlib.load(s)\n    return x\n",
    after: "import plistlib\ndef f(p):\n    with open(p, 'rb') as s:\n        x = plistlib.load(s)\n    return x\n",
  },
  {
    title: "behind a 'try' whose handlers leave",
    before:
      "def f(p):\n    try:\n        s = open(p)\n    except OSError:\n        return None\n    # read\n    x = s.read()\n    s.close()\n    return x\n",
    after:
      "def f(p):\n    try:\n        s = open(p)\n    except OSError:\n        return None\n    with s:\n        # read\n        x = s.read()\n    return x\n",
  },
];

export const unfixable: Omit<FixCase, "after">[] = [
  { title: "used after the branch", before: "def f(p):\n    if p:\n        s = open(p)\n    return s.read()\n" },
  { title: "returned", before: "def f(p):\n    s = open(p)\n    return s\n" },
  { title: "a reader is returned", before: "import csv\ndef f(p):\n    s = open(p)\n    return csv.reader(s)\n" },
  { title: "a generator is returned", before: "def f(p):\n    s = open(p)\n    return (l for l in s)\n" },
  { title: "stored", before: "def f(self, p):\n    s = open(p)\n    self.s = s\n" },
  { title: "captured", before: "def f(p):\n    s = open(p)\n    def g():\n        return s.read()\n    return g()\n" },
  { title: "captured by a lambda", before: "def f(p):\n    s = open(p)\n    return lambda: s.read()\n" },
  { title: "global", before: "def f(p):\n    global s\n    s = open(p)\n    s.read()\n" },
  { title: "used after close", before: "def f(p):\n    s = open(p)\n    s.close()\n    return s.read()\n" },
  { title: "bound again inside", before: "def f(p):\n    s = open(p)\n    if p:\n        s = 1\n    s.read()\n" },
  { title: "two statements on a line", before: "def f(p):\n    s = open(p); x = s.read()\n    return x\n" },
  { title: "a suite on one line", before: "def f(p):\n    if p: s = open(p)\n" },
  {
    title: "used in a handler",
    before: "def f(p):\n    try:\n        s = open(p)\n        s.read()\n    except OSError:\n        s.close()\n",
  },
  {
    title: "used in the next round",
    before: "def f(ps):\n    s = None\n    for p in ps:\n        if s:\n            s.read()\n        s = open(p)\n",
  },
  { title: "a class attribute", before: "class A:\n    s = open('x')\n    t = s.read()\n" },
  { title: "in a condition", before: "def f(p):\n    return p and open(p).read()\n" },
  { title: "after a call", before: "def f(p):\n    return g(h(), open(p).read())\n" },
  { title: "in the element of a comprehension", before: "def f(ps):\n    return [open(p).read() for p in ps]\n" },
  { title: "in a test of while", before: "def f(p):\n    while open(p).read():\n        pass\n" },
  { title: "in a lambda", before: "def f(p):\n    return lambda: open(p).read()\n" },
  { title: "a lazy view returned", before: "import csv\ndef f(p):\n    return csv.reader(open(p))\n" },
  { title: "in a default", before: "def f(p=open('x').read()):\n    return p\n" },
  { title: "a syntax error in the block", before: "def f(p):\n    s = open(p)\n    x = = s\n    s.read()\n" },
  {
    title: "kept in a container that is returned",
    before: "def f(p):\n    a = []\n    s = open(p)\n    a.append(s)\n    return a\n",
  },
  { title: "entered already", before: "def f(p):\n    s = open(p)\n    with s:\n        s.read()\n" },
  {
    title: "a file lock taken in a branch and held behind it",
    before: "import fcntl\ndef f(p):\n    if p:\n        s = open(p)\n        fcntl.flock(s, 2)\n    work()\n",
  },
  {
    title: "a temporary directory whose path is used behind the branch",
    before:
      "import os, tempfile\ndef f(p):\n    if p:\n        d = tempfile.TemporaryDirectory()\n        path = os.path.join(d.name, 'x')\n    return work(path)\n",
    callee: "tempfile.TemporaryDirectory",
    type: "temporary-directory",
  },
  {
    title: "handed to an unknown function on one path",
    before: "def f(p):\n    s = open(p)\n    if not s.read(1):\n        return\n    register(s)\n",
  },
  { title: "handed to an unknown class", before: "def g(p):\n    s = Wrapper(open(p))\n    return s.read()\n" },
  {
    title: "kept by something global that has a local name",
    before: "import registry\ndef f(p):\n    r = registry.get()\n    s = open(p)\n    r.add(s)\n",
  },
  {
    title: "kept by what a call gives",
    before: "import registry\ndef f(p):\n    s = open(p)\n    registry.get().add(s)\n",
  },
  { title: "closed at once", before: "def f(p):\n    open(p, 'w').close()\n" },
  { title: "a class attribute under a condition", before: "class A:\n    if 1:\n        t = open('x').read()\n" },
  {
    title: "behind a 'try' whose handler goes on",
    before: "def f(p):\n    try:\n        s = open(p)\n    except OSError:\n        print(p)\n    return s.read()\n",
  },
];
