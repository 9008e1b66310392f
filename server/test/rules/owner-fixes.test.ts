/** Fixes of LK104 and LK108: what they write, and CPython's word that the leak is gone and the output the same. */
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import type { Linter } from "../../src/lint/types.js";
import { examineAll, leaks, pythonMissing } from "../support/cpython.js";

let linter: Linter;

beforeAll(async () => {
  linter = await createLinter();
});

function fixed(text: string, rule: string): { readonly text: string; readonly safe: boolean | null } {
  const { findings } = linter.lint("/project/app.py", text, defaultSettings(linter.rules));
  const fix = findings.find((finding) => finding.rule === rule && finding.fix() !== null)?.fix() ?? null;
  return { text: fix === null ? text : applyEdits(text, fix.edits), safe: fix?.safe ?? null };
}

interface Program {
  readonly title: string;
  readonly rule: string;
  readonly safe: boolean;
  readonly text: string;
  /** Lines that the fix writes. */
  readonly writes: readonly string[];
}

const PROGRAMS: readonly Program[] = [
  {
    title: "the missing line goes to the method that forgets it",
    rule: "LK104",
    safe: false,
    text: `import socket


class Link:
    def __init__(self, path):
        self.log = open(path, "w")
        self.peer = socket.socket()

    def close(self):
        """End it."""
        self.log.close()
        return True


def scenario(tmp):
    print(Link(tmp / "log").close())
`,
    writes: ["        self.log.close()\n        self.peer.close()\n        return True\n"],
  },
  {
    title: "an attribute that is opened later is released only where it is open",
    rule: "LK104",
    safe: false,
    text: `class Journal:
    def __init__(self, path):
        self.path = path
        self.index = open(path, "w")
        self.extra = None

    def widen(self):
        self.extra = open(self.path, "a")

    def close(self):
        self.index.close()


def scenario(tmp):
    for wide in (True, False):
        journal = Journal(tmp / "journal")
        if wide:
            journal.widen()
        journal.close()
    print("done")
`,
    writes: ["        if self.extra is not None:\n            self.extra.close()\n"],
  },
  {
    title: "an overriding method calls what it overrides",
    rule: "LK104",
    safe: false,
    text: `class Base:
    def __init__(self, path):
        self.handle = open(path, "w")

    def close(self):
        self.handle.close()


class Counting(Base):
    closed = 0

    def close(self):
        Counting.closed += 1


def scenario(tmp):
    Counting(tmp / "x").close()
    print("closed")
`,
    writes: ["        Counting.closed += 1\n        super().close()\n"],
  },
  {
    title: "a '__exit__' hands on its arguments",
    rule: "LK104",
    safe: false,
    text: `class Base:
    def __init__(self, path):
        self.handle = open(path, "w")

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.handle.close()


class Loud(Base):
    def __exit__(self, kind, value, trace):
        print("leaving")


def scenario(tmp):
    with Loud(tmp / "x") as loud:
        loud.handle.write("x")
`,
    writes: ['        print("leaving")\n        super().__exit__(kind, value, trace)\n'],
  },
  {
    title: "a pipe that is waited for gets a 'with'",
    rule: "LK108",
    safe: true,
    text: `import subprocess
import sys


def scenario(tmp):
    tool = subprocess.Popen([sys.executable, "-c", "print(3)"], stdout=subprocess.PIPE)
    print(tool.stdout.read())
    tool.wait()
`,
    writes: ['    with subprocess.Popen([sys.executable, "-c", "print(3)"], stdout=subprocess.PIPE) as tool:\n'],
  },
  {
    title: "a process of asyncio is waited for in 'finally'",
    rule: "LK508",
    safe: false,
    text: `import asyncio
import sys


async def run():
    tool = await asyncio.create_subprocess_exec(sys.executable, "-c", "import time; time.sleep(0.3)")
    print(tool.pid > 0)


def scenario(tmp):
    asyncio.run(run())
`,
    writes: ["    try:\n        print(tool.pid > 0)\n    finally:\n        await tool.wait()\n"],
  },
];

describe("the fix", () => {
  for (const { title, rule, safe, text, writes } of PROGRAMS) {
    it(title, () => {
      const result = fixed(text, rule);
      expect(result.safe).toBe(safe);
      for (const lines of writes) expect(result.text).toContain(lines);
    });
  }

  it("adds the three methods of a 'with', for all that the class holds, in its own indentation", () => {
    const text = `import os, socket
class Probe:
\tdef __init__(self, path):
\t\tself.fd = os.open(path, os.O_RDONLY)
\t\tself.socket = socket.socket()

\tdef size(self):
\t\treturn os.fstat(self.fd).st_size

print(1)
`;
    expect(fixed(text, "LK104").text).toContain(`\t\treturn os.fstat(self.fd).st_size

\tdef close(self):
\t\tself.socket.close()
\t\tos.close(self.fd)

\tdef __enter__(self):
\t\treturn self

\tdef __exit__(self, *exc_info):
\t\tself.close()

print(1)
`);
  });

  it("is asynchronous where the release is", () => {
    const text = `import httpx
class Api:
    def __init__(self):
        self._client = httpx.AsyncClient()
    async def get(self, url):
        return await self._client.get(url)
`;
    expect(fixed(text, "LK104").text).toContain(`
    async def close(self):
        await self._client.aclose()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()
`);
  });

  it("is none where the attribute may not be there, or nothing can be awaited", () => {
    const maybe = `class A:
    def open(self, p):
        self.f = open(p)
    def size(self):
        return self.f.tell()
`;
    expect(fixed(maybe, "LK104").safe).toBeNull();
    const sync = `import httpx
class Api:
    def __init__(self, path):
        self.client = httpx.AsyncClient()
        self.log = open(path)
    def close(self):
        self.log.close()
`;
    expect(fixed(sync, "LK104").safe).toBeNull();
  });
});

describe.skipIf(pythonMissing !== null)("fixed programs, run by CPython", () => {
  it("leak before and not after, and print the same", async () => {
    const before = await examineAll(PROGRAMS.map(({ text }) => text));
    const after = await examineAll(PROGRAMS.map(({ text, rule }) => fixed(text, rule).text));
    PROGRAMS.forEach(({ title }, index) => {
      expect(after[index], title).toMatchObject({ error: null, resourceWarnings: [], openDescriptors: 0 });
      expect(after[index]?.stdout, title).toBe(before[index]?.stdout);
      const isProcess = /^LK[15]08$/.test(PROGRAMS[index]?.rule ?? "") && !PROGRAMS[index]?.safe;
      if (!isProcess) expect(leaks(before[index] as never), title).toBe(true);
    });
  }, 300_000);
});
