/** Classes whose bases stand in other files, and the ways by which files of a project find each other. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Workplace } from "../cli/support.js";

let workplace: Workplace;

beforeEach(() => {
  workplace = new Workplace();
  workplace.write("pyproject.toml", "");
});
afterEach(() => workplace.remove());

interface JsonFinding {
  readonly rule: string;
  readonly level: string;
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number } };
}

async function findings(files: Readonly<Record<string, string>>): Promise<JsonFinding[]> {
  for (const [name, text] of Object.entries(files)) workplace.write(name, text);
  const { out } = await workplace.run(["check", "--no-cache", "--format", "json"]);
  const all = JSON.parse(out) as { findings: JsonFinding[] };
  return all.findings.filter(({ level }) => level === "warning");
}

/** The warnings of a project, as `path:line rule`. */
async function told(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await findings(files)).map(({ path, range, rule }) => `${path}:${range.start.line} ${rule}`);
}

const BASE = `class Base:
    def __init__(self, path):
        self._file = open(path)

    def read(self):
        return self._file.read()

    def close(self):
        self._file.close()
`;
/** Knows how to be closed, and holds nothing. */
const PLAIN = `class Plain:
    def __init__(self, name):
        self.name = name

    def label(self):
        return self.name.title()
`;

describe("a class whose base stands in another file", () => {
  it("and that forgets to call its close is told so", async () => {
    const sub = "from base import Base\n\n\nclass Sub(Base):\n    def close(self):\n        print('closed')\n";
    const found = await findings({ "base.py": BASE, "sub.py": sub });
    expect(found.map(({ path, range, rule, message }) => [path, range.start.line, rule, message])).toEqual([
      [
        "sub.py",
        5,
        "LK104",
        "'Sub.close' overrides what releases the file 'self._file' of 'Base' and does not call it: it is never closed. " +
          "Call 'super().close()'.",
      ],
    ]);
  });

  it("and that calls it, or does its work, is not", async () => {
    const calls =
      "import base\n\n\nclass Sub(base.Base):\n    def close(self):\n        print(1)\n        super().close()\n";
    const works = "from base import Base\n\n\nclass Sub(Base):\n    def close(self):\n        self._file.close()\n";
    const named = "from base import Base\n\n\nclass Sub(Base):\n    def close(self):\n        Base.close(self)\n";
    const helper =
      "from base import Base\n\n\nclass Sub(Base):\n    def close(self):\n        self.end()\n\n    def end(self):\n        super().close()\n";
    expect(await told({ "base.py": BASE, "a.py": calls, "b.py": works, "c.py": named, "d.py": helper })).toEqual([]);
  });

  it("and that inherits a proper close is a resource like its base", async () => {
    const sub = "from base import Base\n\n\nclass Sub(Base):\n    def twice(self):\n        return self.read() * 2\n";
    const app =
      "from sub import Sub\n\n\ndef f(p):\n    s = Sub(p)\n    return s.read()\n\n\ndef g(p):\n    s = Sub(p)\n    try:\n        return s.read()\n    finally:\n        s.close()\n";
    expect(await told({ "base.py": BASE, "sub.py": sub, "app.py": app })).toEqual(["app.py:5 LK101"]);
  });

  it("and that extends its constructor and its close, too", async () => {
    const sub = `from base import Base


class Sub(Base):
    def __init__(self, folder, name):
        super().__init__(folder / name)
        self.lines = 0

    def close(self):
        super().close()
        self.lines = -1
`;
    const app = "from sub import Sub\n\n\ndef f(p):\n    s = Sub(p, 'x')\n    return s.read()\n";
    expect(await told({ "base.py": BASE, "sub.py": sub, "app.py": app })).toEqual(["app.py:5 LK101"]);
  });

  it("and that adds something which no close releases is told so", async () => {
    const sub = `from base import Base


class Sub(Base):
    def __init__(self, path, log):
        super().__init__(path)
        self.log = open(log)

    def note(self):
        return self.log.read()
`;
    expect(await told({ "base.py": BASE, "sub.py": sub })).toEqual(["sub.py:7 LK104"]);
    const released = sub.replace(
      "    def note",
      "    def close(self):\n        self.log.close()\n        super().close()\n\n    def note",
    );
    expect(await told({ "sub.py": released })).toEqual([]);
  });

  it("and that hides nothing is as good as one without", async () => {
    const sub = `from plain import Plain


class Sub(Plain):
    def __init__(self, path):
        super().__init__("x")
        self.file = open(path)

    def size(self):
        return self.file.tell()
`;
    expect(await told({ "plain.py": PLAIN, "sub.py": sub })).toEqual(["sub.py:7 LK104"]);
    // The base releases what it does not make.
    expect(
      await told({ "plain.py": `${PLAIN}\n    def close(self):\n        self.file.close()\n`, "sub.py": sub }),
    ).toEqual([]);
    expect(
      await told({ "plain.py": `${PLAIN}\n    def __getattr__(self, name):\n        return name\n`, "sub.py": sub }),
    ).toEqual([]);
    expect(await told({ "plain.py": PLAIN.replace("class Plain:", "class Plain(Unknown):"), "sub.py": sub })).toEqual(
      [],
    );
  });

  it("through three files", async () => {
    const middle =
      "from base import Base\n\n\nclass Middle(Base):\n    def twice(self):\n        return self.read() * 2\n";
    const bottom = "from pkg import Middle\n\n\nclass Bottom(Middle):\n    def close(self):\n        print('bottom')\n";
    const good = "from pkg import Middle\n\n\nclass Good(Middle):\n    def close(self):\n        super().close()\n";
    const app =
      "from good import Good\n\n\ndef f(p):\n    g = Good(p)\n    return g.twice()\n\n\ndef h(p):\n    g = Good(p)\n    g.close()\n";
    expect(
      await told({
        "base.py": BASE,
        "pkg/__init__.py": "from .middle import *\n",
        "pkg/middle.py": middle,
        "bottom.py": bottom,
        "good.py": good,
        "app.py": app,
      }),
    ).toEqual(["app.py:5 LK101", "bottom.py:5 LK104"]);
  });

  it("is silent about an attribute that another file releases", async () => {
    const owner = BASE.replace(/\n {4}def close[\s\S]*$/, "\n");
    expect(await told({ "base.py": owner })).toEqual(["base.py:3 LK104"]);
    expect(
      await told({
        "sub.py": "from base import Base\n\n\nclass Sub(Base):\n    def close(self):\n        self._file.close()\n",
      }),
    ).toEqual([]);
  });
});

const MAKE = "def make(p):\n    return open(p)\n";
const APP = (imported: string): string => `${imported}\n\n\ndef f(p):\n    h = make(p)\n    return h.read()\n`;

describe("files find each other", () => {
  for (const [how, files] of [
    [
      "in a source folder",
      { "src/pkg/__init__.py": "", "src/pkg/io.py": MAKE, "app.py": APP("from pkg.io import make") },
    ],
    ["in a namespace package", { "space/io.py": MAKE, "app.py": APP("from space.io import make") }],
    [
      "by relative imports",
      {
        "pkg/__init__.py": "",
        "pkg/a/__init__.py": "",
        "pkg/io.py": MAKE,
        "pkg/a/app.py": APP("from ..io import make"),
      },
    ],
    [
      "by a star that passes them on",
      { "pkg/__init__.py": "from .io import *\n", "pkg/io.py": MAKE, "app.py": APP("from pkg import make") },
    ],
    [
      "by stars through two packages and '__all__'",
      {
        "pkg/__init__.py": "from .inner import *\n",
        "pkg/inner/__init__.py": "from .io import *\n",
        "pkg/inner/io.py": `__all__ = ["make"]\n${MAKE}`,
        "app.py": APP("from pkg import *"),
      },
    ],
    [
      "where the type checker imports something else",
      {
        "io_.py": MAKE,
        "app.py": APP(
          "from typing import TYPE_CHECKING\nfrom io_ import make\nif TYPE_CHECKING:\n    from pathlib import Path",
        ),
      },
    ],
  ] as const) {
    it(how, async () => {
      const [found] = await findings(files);
      expect(found?.rule).toBe("LK101");
    });
  }

  it("that import each other", async () => {
    const one = `import two\n\n\ndef make(p):\n    return open(p)\n\n\ndef f(p):\n    h = two.pass_on(p)\n    return h.read()\n`;
    const two = `import one\n\n\ndef pass_on(p):\n    return one.make(p)\n\n\nclass Sub(one.Missing):\n    pass\n`;
    expect(await told({ "one.py": one, "two.py": two })).toEqual(["one.py:9 LK101"]);
  });

  it("and classes that inherit from each other in a circle come to an end", async () => {
    const one = "import two\n\n\nclass A(two.B):\n    def __init__(self, p):\n        self.f = open(p)\n";
    const two = "import one\n\n\nclass B(one.A):\n    def close(self):\n        pass\n";
    expect(await told({ "one.py": one, "two.py": two })).toEqual([]);
  });

  it("only for the type checker: an annotation tells what is closed", async () => {
    const user = `from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Store


async def f(store: "Store"):
    store.close()
`;
    const store = `import asyncio


class Store:
    def __init__(self, path):
        self._file = open(path)

    async def close(self):
        await asyncio.sleep(0)
        self._file.close()
`;
    expect(await told({ "store.py": store, "user.py": user })).toEqual(["user.py:8 LK109"]);
  });
});
