import { chmodSync, rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { Project } from "./support.js";

const MAKE = "def make(p):\n    return open(p)\n";

let project: Project;
afterEach(() => project.remove());

function gives(files: Readonly<Record<string, string>>, ask = "app.py"): unknown {
  project = new Project(files);
  project.update(ask);
  return project.gives(ask, "f");
}

const caller = (imports: string, call: string) => `${imports}\ndef f():\n    return ${call}\n`;

describe("names across files", () => {
  it.each<[string, Record<string, string>]>([
    ["a module of the same folder", { "io_.py": MAKE, "app.py": caller("import io_", "io_.make()") }],
    ["a function by name", { "io_.py": MAKE, "app.py": caller("from io_ import make as m", "m()") }],
    ["a dotted module", { "pkg/io.py": MAKE, "app.py": caller("import pkg.io", "pkg.io.make()") }],
    [
      "a re-export",
      {
        "pkg/__init__.py": "from .io import make as create",
        "pkg/io.py": MAKE,
        "app.py": caller("import pkg", "pkg.create()"),
      },
    ],
    [
      "a re-export with a star",
      { "pkg/__init__.py": "from .io import *", "pkg/io.py": MAKE, "app.py": caller("from pkg import make", "make()") },
    ],
    ["a star", { "pkg/io.py": MAKE, "app.py": caller("from pkg.io import *", "make()") }],
    [
      "stars of stars, with __all__",
      {
        "pkg/__init__.py": "from .a import *",
        "pkg/a.py": "from .b import *\n__all__ = ['_make']",
        "pkg/b.py": "def _make(p):\n    return open(p)\n__all__ = ('_make',)",
        "app.py": caller("import pkg", "pkg._make()"),
      },
    ],
    [
      "an import in a function",
      { "io_.py": MAKE, "app.py": "def f():\n    from io_ import make\n    return make()\n" },
    ],
    [
      "an import for type checkers only",
      { "io_.py": MAKE, "app.py": caller("if TYPE_CHECKING:\n    from io_ import make", "make()") },
    ],
    [
      "the import that exists",
      {
        "pkg/__init__.py": "try:\n    from ._fast import make\nexcept ImportError:\n    from ._slow import make",
        "pkg/_slow.py": MAKE,
        "app.py": caller("from pkg import make", "make()"),
      },
    ],
    [
      "a function with the name of its module",
      {
        "pkg/__init__.py": "from .make import make",
        "pkg/make.py": MAKE,
        "app.py": caller("from pkg import make", "make()"),
      },
    ],
    ["another name", { "io_.py": `${MAKE}create = make`, "app.py": caller("import io_", "io_.create()") }],
    [
      "another name of an import",
      {
        "io_.py": MAKE,
        "api.py": "import io_\ncreate = io_.make",
        "app.py": caller("from api import create", "create()"),
      },
    ],
    [
      "a library's function",
      { "io_.py": "from builtins import open as o", "app.py": caller("import io_", "io_.o(1)") },
    ],
    [
      "relative imports",
      {
        "pkg/__init__.py": "",
        "pkg/io.py": MAKE,
        "pkg/sub/__init__.py": "",
        "pkg/sub/app.py": caller("from ..io import make as below\nfrom .. import io", "below()"),
        "app.py": caller("from pkg.sub.app import f as g", "g()"),
      },
    ],
    [
      "a static method of a base class elsewhere",
      {
        "base.py": "class Base:\n    def make(p):\n        return open(p)\n",
        "kid.py": "import base\nclass Kid(base.Base):\n    pass\n",
        "app.py": caller("from kid import Kid", "Kid.make()"),
      },
    ],
  ])("lead through %s", (_what, files) => {
    expect(gives(files)).toBe("file");
  });

  it("lead from src, from tests and through namespace packages", () => {
    project = new Project({
      "pyproject.toml": "",
      "src/ns/pkg/__init__.py": "",
      "src/ns/pkg/io.py": MAKE,
      "src/ns/pkg/user.py": caller("from .io import make", "make()"),
      "tests/test_it.py": caller("from ns.pkg import user", "user.f()"),
    });
    project.update("tests/test_it.py");
    expect(project.gives("tests/test_it.py", "f")).toBe("file");
  });

  it.each<[string, Record<string, string>]>([
    ["a package that is not there", { "app.py": caller("import missing.io", "missing.io.make()") }],
    [
      "a name that is imported and defined",
      {
        "io_.py": MAKE,
        "api.py": "try:\n    from io_ import make\nexcept ImportError:\n    def make(p): return p\n",
        "app.py": caller("import api", "api.make()"),
      },
    ],
    [
      "a name that __all__ leaves out",
      {
        "pkg/__init__.py": "from .io import *",
        "pkg/io.py": `${MAKE}__all__ = []`,
        "app.py": caller("import pkg", "pkg.make()"),
      },
    ],
    [
      "a module that nobody imports",
      { "pkg/a.py": "", "pkg/io.py": MAKE, "app.py": caller("import pkg.a", "pkg.io.make()") },
    ],
    [
      "imports that go in a circle",
      { "a.py": "from b import make", "b.py": "from a import make", "app.py": caller("import a", "a.make()") },
    ],
    [
      "a package that imports itself without end",
      { "pkg/__init__.py": "from .make import make", "app.py": caller("import pkg", "pkg.make()") },
    ],
    [
      "a name of one's own over a star",
      {
        "io_.py": MAKE,
        "api.py": "from io_ import *\ndef make(p):\n    return 1\n",
        "app.py": caller("import api", "api.make()"),
      },
    ],
  ])("do not lead through %s", (_what, files) => {
    expect(gives(files)).toBeUndefined();
  });

  it("name classes by where they are defined, with what they inherit", () => {
    project = new Project({
      "pkg/__init__.py": "from .reader import Reader",
      "pkg/base.py": "class Base:\n    def close(self): pass\n",
      "pkg/reader.py": "from .base import Base\nclass Reader(Base): pass\n",
      "app.py": "import pkg\nclass Own(pkg.Reader): pass\ndef f():\n    r = pkg.Reader()\n",
    });
    project.update("app.py");
    expect(project.gives("pkg/reader.py", "Reader")).toBe("pkg.reader.Reader");
    const app = project.index.linker.get(project.path("app.py"));
    expect(app?.types.get("Own")?.entry.extends).toBe("pkg.reader.Reader");
  });

  it("are not looked for in another project of the run", () => {
    project = new Project({
      "a/pyproject.toml": "",
      "a/io_.py": MAKE,
      "b/pyproject.toml": "",
      "b/app.py": caller("import io_", "io_.make()"),
    });
    project.update("a/io_.py", "b/app.py");
    expect(project.gives("b/app.py", "f")).toBeUndefined();
  });
});

const CHAIN = 10;

function chain(first = MAKE): Record<string, string> {
  const files: Record<string, string> = { "m0.py": first };
  for (let at = 1; at < CHAIN; at++) {
    files[`m${at}.py`] = `from m${at - 1} import make as below\ndef make(p):\n    return below(p)\n`;
  }
  return files;
}

describe("a chain of modules", () => {
  const last = `m${CHAIN - 1}.py`;

  it("is analysed from the far end, each module once", () => {
    project = new Project(chain());
    expect(project.update(last)).toEqual(Array.from({ length: CHAIN }, (_, at) => `m${at}`));
    expect(project.gives(last, "make")).toBe("file");
  });

  it("is not analysed again where nothing changed", () => {
    project = new Project(chain());
    project.update(last);
    expect(project.update(last)).toEqual([]);
    project.index.changed(project.path("m3.py"));
    expect(project.update(last)).toEqual([]);
  });

  it("is followed by what the change of a text changes for others, no further", () => {
    project = new Project(chain());
    project.update(last);
    project.change("m0.py", `${MAKE}# more\n`);
    expect(project.update(last)).toEqual(["m0"]);
    project.change("m0.py", "def make(p):\n    return 1\n");
    expect(project.update(last)).toEqual(Array.from({ length: CHAIN }, (_, at) => `m${at}`));
    expect(project.gives(last, "make")).toBeUndefined();
    project.change("m0.py", MAKE);
    project.update(last);
    expect(project.gives(last, "make")).toBe("file");
  });

  it("is analysed again only where the changed entry was asked for", () => {
    project = new Project({
      "io_.py": `${MAKE}def other(p):\n    return 1\n`,
      "a.py": caller("import io_", "io_.make()"),
      "b.py": caller("import io_", "io_.other()"),
    });
    project.update("a.py", "b.py");
    project.change("io_.py", `${MAKE}def other(p):\n    return open(p)\n`);
    expect(project.update("a.py", "b.py")).toEqual(["io_", "b"]);
    expect(project.gives("b.py", "f")).toBe("file");
  });

  it("sees files come, go and become unreadable", () => {
    project = new Project({ "app.py": caller("from io_ import make", "make()") });
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBeUndefined();
    project.write("io_.py", MAKE);
    project.index.layoutChanged();
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBe("file");
    rmSync(project.path("io_.py"));
    project.index.changed(project.path("io_.py"));
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBeUndefined();
    project.index.layoutChanged();
    expect(project.update("app.py")).toEqual(["app"]);
    project.write("io_.py", MAKE);
    chmodSync(project.path("io_.py"), 0);
    project.index.layoutChanged();
    expect(() => project.update("app.py")).not.toThrow();
  });
});

describe("modules that import each other", () => {
  const TWO = {
    "a.py": "import b\ndef make(p):\n    return open(p)\ndef f():\n    return b.g()\n",
    "b.py": "import a\ndef g():\n    return a.make()\n",
    "app.py": caller("from a import f as call", "call()"),
  };

  it("tell each other", () => {
    project = new Project(TWO);
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBe("file");
  });

  it("are analysed again only where something changed, and come out as from the start", () => {
    project = new Project(TWO);
    project.update("app.py");
    expect(project.update("app.py")).toEqual([]);
    project.change("b.py", "import a\ndef g():\n    return 1\n");
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBeUndefined();
    project.change("b.py", TWO["b.py"]);
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBe("file");
  });

  it("say nothing of calls that go round and round", () => {
    project = new Project({
      "a.py": "import b\ndef f():\n    return b.f()\n",
      "b.py": "import a\ndef f():\n    return a.f()\n",
    });
    project.update("a.py");
    expect(project.gives("a.py", "f")).toBeUndefined();
  });

  it("come to an end where an analysis contradicts itself", () => {
    project = new Project({
      "a.py": "import b\ndef f():\n    return b.f()\n",
      "b.py": "import a\ndef f():\n    return a.f()\ndef steady(p):\n    return open(p)\n",
    });
    const { analyze } = project.fake;
    let rounds = 0;
    Object.assign(project.fake, {
      analyze: (...[module, text, catalogue, name]: Parameters<typeof analyze>) => {
        rounds++;
        const analysis = analyze(module, text, catalogue, name);
        const callables = new Map(analysis.exports.callables);
        // Gives a file exactly where the other does not.
        if (catalogue.callable(name === "a" ? "b.f" : "a.f")?.returns === "file") callables.delete("f");
        else callables.set("f", { returns: "file" });
        return { ...analysis, exports: { ...analysis.exports, callables } };
      },
    });
    project.update("a.py");
    expect(rounds).toBeLessThan(100);
    expect(project.gives("a.py", "f")).toBeUndefined();
    expect(project.gives("b.py", "f")).toBeUndefined();
    expect(project.gives("b.py", "steady")).toBe("file");
  });
});

describe("the outcome", () => {
  const FILES: Record<string, string> = {
    ...chain(),
    "a.py": "import b, m9\ndef f():\n    return b.g()\n",
    "b.py": "import a, c\ndef g():\n    return c.h()\n",
    "c.py": "import a, m9\ndef h():\n    return m9.make()\ndef k():\n    return a.f()\n",
    "app.py": "import a, c\ndef f():\n    return a.f()\ndef g():\n    return c.k()\n",
    "other.py": "import m4\ndef f():\n    return m4.make()\n",
  };

  function told(order: readonly string[], ask = order): Record<string, unknown> {
    project = new Project(FILES);
    project.update(...order);
    const entries = ask.map((name) => {
      const summary = project.index.linker.get(project.path(name));
      return [name, [...(summary?.callables ?? [])].map(([local, { canonical }]) => `${local} ${canonical}`)];
    });
    return Object.fromEntries(entries);
  }

  it("depends neither on the order of files nor on which were named", () => {
    const names = Object.keys(FILES).sort();
    const expected = told(names);
    project.remove();
    expect(expected["app.py"]).toEqual(['f {"returns":"file"}', 'g {"returns":"file"}']);
    let seed = 1;
    for (let run = 0; run < 20; run++) {
      const shuffled = [...names];
      for (let at = shuffled.length - 1; at > 0; at--) {
        seed = (seed * 48271) % 2147483647;
        const other = seed % (at + 1);
        [shuffled[at], shuffled[other]] = [shuffled[other] ?? "", shuffled[at] ?? ""];
      }
      const some = shuffled.slice(0, 1 + (run % shuffled.length));
      const result = told(some);
      expect(result).toEqual(Object.fromEntries(some.map((name) => [name, expected[name]])));
      if (run < 19) project.remove();
    }
  });

  it("does not depend on what was asked before", () => {
    project = new Project(FILES);
    for (const name of ["c.py", "m9.py", "a.py", "app.py", "b.py", "other.py"]) project.update(name);
    expect(project.gives("app.py", "g")).toBe("file");
    expect(project.gives("other.py", "f")).toBe("file");
  });
});

describe("two thousand files", () => {
  it("follow an edit at the far end of a chain at once", () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < 2000; at++) {
      const imports = [at % 7, at % 11, at >> 1].filter((one) => one < at).map((one) => `import p.n${one}\n`);
      files[`p/n${at}.py`] = `${imports.join("")}def g${at}(p):\n    return len(p)\n`.repeat(3);
    }
    for (const [name, text] of Object.entries(chain())) files[name] = `import p.n1999\n${text}`;
    files["app.py"] = `import p.n1998\n${caller(`from m${CHAIN - 1} import make`, "make(1)")}`;
    project = new Project(files);
    project.update("app.py");
    expect(project.gives("app.py", "f")).toBe("file");
    project.update(...Object.keys(files));
    project.change("m0.py", "import p.n1999\ndef make(p):\n    return 1\n");
    expect(project.update(...Object.keys(files))).toHaveLength(CHAIN + 1);
    expect(project.gives("app.py", "f")).toBeUndefined();
  });
});
