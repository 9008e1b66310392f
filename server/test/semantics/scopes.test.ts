import { describe, expect, it } from "vitest";
import { kindsOf, scopeOf } from "./support.js";

describe("bindings of a scope", () => {
  it.each([
    ["x = 1", "x", ["assign"]],
    ["x: int = 1", "x", ["assign"]],
    ["x: int", "x", ["parameter"]],
    ["x = y = 1", "y", ["assign"]],
    ["x += 1", "x", ["other"]],
    ["a, (b, *c) = v", "c", ["other"]],
    ["[a, b] = v", "b", ["other"]],
    ["for x in v: pass", "x", ["element"]],
    ["for a, b in v: pass", "b", ["other"]],
    ["with m as x: pass", "x", ["with"]],
    ["with m as (a, b): pass", "b", ["other"]],
    ["import a", "a", ["import"]],
    ["import a.b", "a", ["import"]],
    ["import a.b as c", "c", ["import"]],
    ["from m import n as o", "o", ["import"]],
    ["def f(): pass", "f", ["function"]],
    ["class C: pass", "C", ["class"]],
    ["try: pass\nexcept E as e: pass", "e", ["other"]],
    ["match v:\n  case [a, *b]: pass", "b", ["other"]],
    ["match v:\n  case {'k': c, **d}: pass", "d", ["other"]],
    ["match v:\n  case P(x=e) as g: pass", "g", ["other"]],
    ["del x", "x", ["other"]],
    ["f(y := 1)", "y", ["assign"]],
    ["if (y := g()): pass", "y", ["assign"]],
    ["x = 1\nif t:\n  x = 2\nelse:\n  def x(): pass", "x", ["assign", "assign", "function"]],
    ["while t:\n  try:\n    x = 1\n  finally:\n    x = 2", "x", ["assign", "assign"]],
  ])("%j binds %s", (source, name, kinds) => {
    expect(kindsOf(scopeOf(source), name)).toEqual(kinds);
  });

  it("has the parameters of a function, with those behind stars", () => {
    const scope = scopeOf("def f(a, /, b: int, *c, d=1, **e): pass", "f");
    expect([...scope.bindings.keys()]).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("binds nothing through attributes and subscripts", () => {
    const scope = scopeOf("a.b = 1\nc[0] = 1\nfor d.e in v: pass\nwith m as f[0]: pass");
    expect([...scope.bindings.keys()]).toEqual([]);
  });

  it("keeps what a comprehension binds inside, but for the walrus", () => {
    const source = "def f(v):\n  return [(y := x) for x in v]";
    expect([...scopeOf(source, "f").bindings.keys()]).toEqual(["v", "y"]);
    expect(kindsOf(scopeOf(source, "f", "Comprehension"), "x")).toEqual(["element"]);
  });

  it("keeps what a nested definition binds inside", () => {
    const scope = scopeOf("def f():\n  x = 1\nclass C:\n  y = 1\ng = lambda z: z");
    expect([...scope.bindings.keys()]).toEqual(["f", "C", "g"]);
  });

  it("remembers star imports in order", () => {
    expect(scopeOf("from a import *\nfrom .b import *\nfrom .. import *").starImports).toEqual(["a", ".b", ".."]);
  });
});

describe("lookup", () => {
  const home = (source: string, path: readonly string[], name: string): string | null => {
    const found = scopeOf(source, ...path).lookup(name);
    if (found === null) return null;
    const { node } = found;
    return node.kind === "FunctionDef" || node.kind === "ClassDef" ? node.name.name : node.kind;
  };

  it("goes from the inside out", () => {
    const source = "a = 1\ndef f():\n  b = 1\n  def g():\n    c = 1";
    expect(home(source, ["f", "g"], "c")).toBe("g");
    expect(home(source, ["f", "g"], "b")).toBe("f");
    expect(home(source, ["f", "g"], "a")).toBe("Module");
    expect(home(source, ["f", "g"], "open")).toBe(null);
  });

  it("does not see the names of a class from its methods", () => {
    const source = "open = 1\nclass C:\n  open = 2\n  def m(self): pass\n  here = open";
    expect(home(source, ["C", "m"], "open")).toBe("Module");
    expect(home(source, ["C"], "open")).toBe("C");
  });

  it("sees the names of an enclosing function from a method, through the class", () => {
    const source = "def f():\n  x = 1\n  class C:\n    x = 2\n    def m(self): pass";
    expect(home(source, ["f", "C", "m"], "x")).toBe("f");
  });

  it("sees no class names from a comprehension in the class", () => {
    const source = "class C:\n  n = 1\n  v = [n for _ in r]";
    expect(home(source, ["C", "Comprehension"], "n")).toBe(null);
  });

  it("goes to the module for what is declared global", () => {
    const source = "x = 1\ndef f():\n  x = 2\n  def g():\n    global x\n    x = 3";
    expect(home(source, ["f", "g"], "x")).toBe("Module");
    expect(kindsOf(scopeOf(source, "f", "g"), "x")).toEqual([]);
  });

  it("knows that a global statement makes what the module binds uncertain", () => {
    expect(kindsOf(scopeOf("x = 1\ndef f():\n  global x\n  x = 2"), "x")).toEqual(["assign", "other"]);
    expect(kindsOf(scopeOf("x = 1\nclass C:\n  def f(self):\n    if t:\n      global x"), "x")).toEqual([
      "assign",
      "other",
    ]);
  });

  it("goes outward for what is declared nonlocal", () => {
    const source = "x = 0\ndef f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2";
    expect(home(source, ["f", "g"], "x")).toBe("f");
  });

  it("sees lambda parameters inside the lambda only", () => {
    expect(home("f = lambda x: x", ["Lambda"], "x")).toBe("Lambda");
    expect(home("f = lambda x: x", [], "x")).toBe(null);
  });

  it("finds what is bound anywhere in the function, even further down", () => {
    expect(home("def f():\n  open(p)\n  if t:\n    open = 1", ["f"], "open")).toBe("f");
  });
});
