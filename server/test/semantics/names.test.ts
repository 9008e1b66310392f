import { describe, expect, it } from "vitest";
import { meaning } from "./support.js";

const KNOWN = new Set(["builtins.open", "gzip.open", "simplejson.load", "json.load", "acme.connect"]);
const isKnown = (name: string): boolean => KNOWN.has(name);

describe("what a name means", () => {
  it.each([
    ["here(open)", "builtins.open"],
    ["import os\nhere(os.path.join)", "os.path.join"],
    ["import os.path\nhere(os.getcwd)", "os.getcwd"],
    ["import os.path as p\nhere(p.join)", "os.path.join"],
    ["import numpy as np\nhere(np.load)", "numpy.load"],
    ["from gzip import open\nhere(open)", "gzip.open"],
    ["from gzip import open as gz\nhere(gz)", "gzip.open"],
    ["from . import util\nhere(util.make)", ".util.make"],
    ["from .util import make\nhere(make)", ".util.make"],
    ["from ..pkg.util import make as m\nhere(m)", "..pkg.util.make"],
    ["import gzip\nopener = gzip.open\nhere(opener)", "gzip.open"],
    ["import gzip\ng = gzip\nhere(g.open)", "gzip.open"],
    ["opener = open\nagain = opener\nhere(again)", "builtins.open"],
    ["def make(): pass\nhere(make)", "function make"],
    ["class C: pass\nhere(C)", "class C"],
    ["class C: pass\nD = C\nhere(D)", "class C"],
    ["x = None\nimport gzip as x\nhere(x.open)", "gzip.open"],
    ["sock = None\nimport socket\nsock = socket.socket\nhere(sock)", "socket.socket"],
  ])("%j", (source, expected) => {
    expect(meaning(source)).toBe(expected);
  });

  it.each([
    ["a parameter", "def f(open): here(open)", ["f"]],
    ["a loop variable", "for open in v: here(open)", []],
    ["a with target", "with m as open: here(open)", []],
    ["an unpacked name", "open, x = v\nhere(open)", []],
    ["a caught exception", "try: pass\nexcept E as open: here(open)", []],
    ["a captured name", "match v:\n  case open: here(open)", []],
    ["a computed value", "open = make()\nhere(open)", []],
    ["an attribute of a computed value", "here(make().open)", []],
    ["an attribute of a local class", "class C: pass\nhere(C.open)", []],
    ["an element", "here(v[0])", []],
    ["two definitions that disagree", "def f(): pass\nclass f: pass\nhere(f)", []],
    ["an import and a definition that disagree", "from gzip import open\ndef open(): pass\nhere(open)", []],
    ["two aliases that disagree", "import a, b\nf = a.x\nf = b.y\nhere(f)", []],
    ["a name that is bound from itself", "open = open\nhere(open)", []],
    ["names bound from each other", "a = b\nb = a\nhere(a)", []],
    ["a name that a function re-binds", "import gzip as g\ndef f():\n  global g\n  g = x\nhere(g.open)", []],
    ["a builtin that a function declares global", "def f():\n  global open\n  here(open)", ["f"]],
  ] as const)("cannot tell %s", (_what, source, path) => {
    expect(meaning(source, path)).toBe(null);
  });

  it("takes the binding of the scope it stands in", () => {
    const source = "from gzip import open\ndef f():\n  from bz2 import open\n  here(open)";
    expect(meaning(source, ["f"])).toBe("bz2.open");
  });

  it("does not take a class's method for the builtin of the same name", () => {
    const source = "class C:\n  def open(self): pass\n  def m(self): here(open)";
    expect(meaning(source, ["C", "m"])).toBe("builtins.open");
    expect(meaning("class C:\n  def open(self): pass\n  here(open)", ["C"])).toBe("function open");
  });

  it("does not take a later local binding for a builtin", () => {
    expect(meaning("def f():\n  here(open)\n  open = g()", ["f"])).toBe(null);
  });
});

describe("imports in several ways", () => {
  it("takes the first known one of a try/except import", () => {
    const functions = "try:\n  from ujson import load\nexcept ImportError:\n  from json import load\nhere(load)";
    expect(meaning(functions, [], isKnown)).toBe("json.load");
    expect(meaning(functions)).toBe("ujson.load");
  });

  it("takes a fallback to None for the module's absence", () => {
    expect(meaning("try:\n  import gzip\nexcept ImportError:\n  gzip = None\nhere(gzip.open)")).toBe("gzip.open");
  });

  it("asks star imports before the builtins, for what is known of them", () => {
    expect(meaning("from gzip import *\nhere(open)", [], isKnown)).toBe("gzip.open");
    expect(meaning("from zzz import *\nhere(open)", [], isKnown)).toBe("builtins.open");
    expect(meaning("from acme import *\ndef f(): here(connect)", ["f"], isKnown)).toBe("acme.connect");
  });

  it("takes a condition's two imports of the same thing for it", () => {
    expect(meaning("if t:\n  from a import f\nelse:\n  from a import f\nhere(f)")).toBe("a.f");
  });
});

describe("comprehensions and the walrus", () => {
  it("takes a comprehension's variable for what it is", () => {
    expect(meaning("[here(open) for open in v]", ["Comprehension"])).toBe(null);
    expect(meaning("[here(open) for x in v]", ["Comprehension"])).toBe("builtins.open");
  });

  it("follows a walrus as an assignment", () => {
    expect(meaning("import gzip\nf((g := gzip.open))\nhere(g)")).toBe("gzip.open");
  });
});
