import { beforeAll, describe, expect, it } from "vitest";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { closingFix } from "../../src/rules/resource/fixes/closing.js";
import { closeInFinallyFix } from "../../src/rules/resource/fixes/finally.js";
import { lockFix } from "../../src/rules/resource/fixes/lock.js";
import { loadParser, type PythonParser } from "../../src/syntax/parser.js";
import { callsOf, firstRequest, fixed } from "./support.js";

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

interface Case {
  readonly title: string;
  readonly before: string;
  /** Null where no fix is right. */
  readonly after: string | null;
}

function lines(...source: string[]): string {
  return source.map((line) => `${line}\n`).join("");
}

describe("release in 'finally'", () => {
  const descriptors: Case[] = [
    {
      title: "a descriptor that is closed at the end",
      before: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    data = os.read(fd, 9)",
        "    os.close(fd)",
        "    return data",
      ),
      after: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    try:",
        "        data = os.read(fd, 9)",
        "    finally:",
        "        os.close(fd)",
        "    return data",
      ),
    },
    {
      title: "a descriptor that is never closed",
      before: lines("import os", "def f(p):", "    fd = os.open(p, 0)  # here", "    return os.read(fd, 9)"),
      after: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)  # here",
        "    try:",
        "        return os.read(fd, 9)",
        "    finally:",
        "        os.close(fd)",
      ),
    },
    {
      title: "an early return that closes it itself",
      before: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    if not os.read(fd, 1):",
        "        os.close(fd)",
        "        return None",
        "    return os.read(fd, 9)",
      ),
      after: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    try:",
        "        if not os.read(fd, 1):",
        "            return None",
        "        return os.read(fd, 9)",
        "    finally:",
        "        os.close(fd)",
      ),
    },
    {
      title: "a close on a branch that cannot go",
      before: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    if p:",
        "        os.close(fd)",
        "        print(os.stat(p))",
        "        return None",
        "    return os.read(fd, 9)",
      ),
      after: null,
    },
    {
      title: "a descriptor that is handed to a file",
      before: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    if p:",
        "        return 1",
        "    s = os.fdopen(fd)",
        "    s.read()",
      ),
      after: null,
    },
    {
      title: "a statement before the 'try'",
      before: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    n = int(p)",
        "    try:",
        "        os.read(fd, n)",
        "    finally:",
        "        os.close(fd)",
        "    return n",
      ),
      after: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    try:",
        "        n = int(p)",
        "        os.read(fd, n)",
        "    finally:",
        "        os.close(fd)",
        "    return n",
      ),
    },
    {
      title: "a 'try' with handlers",
      before: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    n = int(p)",
        "    try:",
        "        os.read(fd, n)",
        "    except OSError:",
        "        n = 0",
        "    finally:",
        "        os.close(fd)",
        "    return n",
      ),
      after: lines(
        "import os",
        "def f(p):",
        "    fd = os.open(p, 0)",
        "    try:",
        "        n = int(p)",
        "        try:",
        "            os.read(fd, n)",
        "        except OSError:",
        "            n = 0",
        "    finally:",
        "        os.close(fd)",
        "    return n",
      ),
    },
  ];
  it.each(descriptors)("$title", ({ before, after }) => {
    const fix = closeInFinallyFix(firstRequest(parser, before, "os.open", "descriptor"));
    expect(fixed(before, fix)).toBe(after);
  });

  it("closes the descriptor that mkstemp gives and nobody uses", () => {
    const before = lines("import tempfile", "def f():", "    fd, path = tempfile.mkstemp()", "    return path");
    const fix = closeInFinallyFix(firstRequest(parser, before, "tempfile.mkstemp", "descriptor", "fd"));
    expect(fixed(before, fix)).toBe(
      lines(
        "import os",
        "import tempfile",
        "def f():",
        "    fd, path = tempfile.mkstemp()",
        "    os.close(fd)",
        "    return path",
      ),
    );
  });

  const managers: Case[] = [
    {
      title: "lends and closes",
      before: lines("@contextmanager", "def f(p):", "    log = open(p)", "    yield log", "    log.close()"),
      after: lines(
        "@contextmanager",
        "def f(p):",
        "    log = open(p)",
        "    try:",
        "        yield log",
        "    finally:",
        "        log.close()",
      ),
    },
    {
      title: "what is for success only stays out of the 'finally'",
      before: lines(
        "@contextmanager",
        "def f(p):",
        "    log = open(p)",
        "    log.write('a')",
        "    yield log",
        "    log.write('b')",
        "    log.close()",
        "    print('end')",
      ),
      after: lines(
        "@contextmanager",
        "def f(p):",
        "    log = open(p)",
        "    try:",
        "        log.write('a')",
        "        yield log",
        "        log.write('b')",
        "    finally:",
        "        log.close()",
        "    print('end')",
      ),
    },
  ];
  it.each(managers)("of a context manager function: $title", ({ before, after }) => {
    const fix = closeInFinallyFix({ ...firstRequest(parser, before, "open", "file"), loss: "manager-yield" });
    expect(fixed(before, fix)).toBe(after);
  });

  it("does not take a yield for lending anywhere else", () => {
    const before = lines("def f(p):", "    log = open(p)", "    yield log", "    log.close()");
    expect(closeInFinallyFix(firstRequest(parser, before, "open", "file"))).toBeNull();
  });
});

describe("'with' for a lock", () => {
  const cases: Case[] = [
    {
      title: "in a row, with an early return",
      before: lines(
        "def f(lock):",
        "    lock.acquire()",
        "    if a():",
        "        lock.release()",
        "        return 1",
        "    b()",
        "    lock.release()",
        "    return 2",
      ),
      after: lines(
        "def f(lock):",
        "    with lock:",
        "        if a():",
        "            return 1",
        "        b()",
        "    return 2",
      ),
    },
    {
      title: "statements before the 'try'",
      before: lines(
        "def f(lock):",
        "    lock.acquire()",
        "    a()",
        "    try:",
        "        b()",
        "    finally:",
        "        lock.release()",
      ),
      after: lines("def f(lock):", "    with lock:", "        a()", "        b()"),
    },
    {
      title: "asynchronous",
      before: lines("async def f(lock):", "    await lock.acquire()", "    await a()", "    lock.release()"),
      after: lines("async def f(lock):", "    async with lock:", "        await a()"),
    },
    {
      title: "an early return without release is cured",
      before: lines("def f(lock):", "    lock.acquire()", "    if a():", "        return 1", "    lock.release()"),
      after: lines("def f(lock):", "    with lock:", "        if a():", "            return 1"),
    },
    {
      title: "with a timeout",
      before: lines("def f(lock):", "    lock.acquire(timeout=1)", "    a()", "    lock.release()"),
      after: null,
    },
    { title: "never released", before: lines("def f(lock):", "    lock.acquire()", "    a()"), after: null },
    {
      title: "released and acquired between",
      before: lines(
        "def f(lock):",
        "    lock.acquire()",
        "    while a():",
        "        lock.release()",
        "        b()",
        "        lock.acquire()",
        "    lock.release()",
      ),
      after: null,
    },
    {
      title: "released before more work on a branch",
      before: lines(
        "def f(lock):",
        "    lock.acquire()",
        "    if a():",
        "        lock.release()",
        "        return b()",
        "    lock.release()",
      ),
      after: null,
    },
  ];
  it.each(cases)("$title", ({ before, after }) => {
    const module = parser.parse(before);
    const [one] = callsOf(module, before, "lock.acquire");
    if (one === undefined) throw new Error("no acquire");
    const fix = lockFix({
      text: before,
      module,
      catalogue: builtinCatalogue(),
      acquisition: one.call,
      statement: one.statement,
      scope: one.scope,
      lock: "lock",
    });
    expect(fixed(before, fix)).toBe(after);
  });
});

describe("'closing' for a 'with' that does not close", () => {
  const cases: Case[] = [
    {
      title: "keeps the transaction",
      before: lines("import sqlite3", "def f(p):", "    with sqlite3.connect(p) as c:", "        c.execute('x')"),
      after: lines(
        "import contextlib",
        "import sqlite3",
        "def f(p):",
        "    with contextlib.closing(sqlite3.connect(p)) as c, c:",
        "        c.execute('x')",
      ),
    },
    {
      title: "no name",
      before: lines(
        "import contextlib",
        "import sqlite3",
        "def f(p):",
        "    with sqlite3.connect(p), open(p):",
        "        pass",
      ),
      after: lines(
        "import contextlib",
        "import sqlite3",
        "def f(p):",
        "    with contextlib.closing(sqlite3.connect(p)) as connection, connection, open(p):",
        "        pass",
      ),
    },
    {
      title: "closed behind the block",
      before: lines(
        "import contextlib",
        "import sqlite3",
        "def f(p):",
        "    with sqlite3.connect(p) as c:",
        "        c.execute('x')",
        "    c.close()",
        "    return 1",
      ),
      after: lines(
        "import contextlib",
        "import sqlite3",
        "def f(p):",
        "    with contextlib.closing(sqlite3.connect(p)) as c, c:",
        "        c.execute('x')",
        "    return 1",
      ),
    },
    {
      title: "used behind the block",
      before: lines(
        "import sqlite3",
        "def f(p):",
        "    with sqlite3.connect(p) as c:",
        "        c.execute('x')",
        "    return c.total_changes",
      ),
      after: null,
    },
    {
      title: "a cursor used behind the block",
      before: lines(
        "import sqlite3",
        "def f(p):",
        "    with sqlite3.connect(p) as c:",
        "        rows = c.execute('x')",
        "    return list(rows)",
      ),
      after: null,
    },
    {
      title: "'contextlib' means something else",
      before: lines(
        "import sqlite3",
        "contextlib = None",
        "def f(p):",
        "    with sqlite3.connect(p) as c:",
        "        c.execute('x')",
      ),
      after: null,
    },
  ];
  it.each(cases)("$title", ({ before, after }) => {
    const fix = closingFix(firstRequest(parser, before, "sqlite3.connect", "sqlite-connection"));
    expect(fixed(before, fix)).toBe(after);
  });
});
