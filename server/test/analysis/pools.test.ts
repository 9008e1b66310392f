/** Collections of resources that a class keeps on `self`, and what becomes of attributes between classes. */
import { describe, expect, it } from "vitest";
import { expectFacts, said } from "./support.js";

/** A class with a constructor that fills `self.fs`, and other methods. */
function pool(init: string, ...methods: string[]): string {
  const body = [`def __init__(self, ps):\n    ${init}`, ...methods].map((method) => `  ${method}\n`).join("");
  return `import socket\nfrom collections import OrderedDict, deque\nfrom contextlib import ExitStack\nclass Pool:\n${body}`;
}

const LIST = "self.fs = [open(p) for p in ps]";
const CLOSE = "def close(self):\n    for f in self.fs: f.close()";
const PUT = "def put(self, p): self.fs[p] = open(p)";
const CLOSE_VALUES = "def close(self):\n    for f in self.fs.values(): f.close()";

describe("a class that never releases its collection", () => {
  it.each([
    ["a comprehension", pool(LIST, "def read(self): return [f.read() for f in self.fs]")],
    ["a loop", pool("self.fs = []\n    for p in ps: self.fs.append(open(p))")],
    ["a method that adds", pool("self.fs = {}", PUT, "def read(self, p): return self.fs[p].read()")],
    ["a close that only clears", pool(LIST, "def close(self): self.fs.clear()")],
    ["a stack", pool("self.fs = ExitStack()\n    self.fs.enter_context(open(ps))")],
    ["an item that is lent", pool(LIST, "def __getitem__(self, i): return self.fs[i]")],
  ])("%s", (_what, source) => {
    expect(said(source)).toEqual(["owner fs"]);
  });
});

describe("an element that is dropped while it is open", () => {
  it.each([
    ["popitem", "def trim(self): self.fs.popitem(last=False)"],
    ["pop", "def end(self, p): self.fs.pop(p, None)"],
    ["del", "def end(self, p): del self.fs[p]"],
    ["clear", "def reset(self): self.fs.clear()"],
    ["a new dict", "def reset(self): self.fs = {}"],
  ])("%s", (_what, method) => {
    expect(said(pool("self.fs = OrderedDict()", PUT, method, CLOSE_VALUES))).toEqual(["lost deleted self.fs"]);
  });
});

describe("a class that takes care", () => {
  it.each([
    ["a loop", pool(LIST, CLOSE)],
    ["a loop over values", pool("self.fs = {}", PUT, CLOSE_VALUES)],
    ["a comprehension", pool(LIST, "def close(self): [f.close() for f in self.fs]")],
    ["map", pool(LIST, "def close(self): list(map(lambda f: f.close(), self.fs))")],
    ["until it is empty", pool(LIST, "def close(self):\n    while self.fs: self.fs.pop().close()")],
    ["a helper", pool(LIST, "def close(self):\n    for f in self.fs: self.end(f)", "def end(self, f): f.close()")],
    ["a swapped name", pool(LIST, "def close(self):\n    fs, self.fs = self.fs, []\n    for f in fs: f.close()")],
    ["eviction", pool("self.fs = {}", PUT, "def end(self, p): self.fs.pop(p).close()", CLOSE_VALUES)],
    [
      "eviction by a name",
      pool("self.fs = {}", PUT, "def end(self, p):\n    f = self.fs.pop(p)\n    f.close()", CLOSE_VALUES),
    ],
    [
      "closed before it is deleted",
      pool("self.fs = {}", PUT, "def end(self, p):\n    self.fs[p].close()\n    del self.fs[p]", CLOSE_VALUES),
    ],
    ["eviction to the caller", pool("self.fs = {}", PUT, "def end(self, p): return self.fs.pop(p)")],
    ["all to the caller", pool(LIST, "def take(self): return self.fs")],
    ["handed on", pool(LIST, "def run(self): serve(self.fs)")],
    ["a stack", pool("self.fs = ExitStack()\n    self.fs.enter_context(open(ps))", "def close(self): self.fs.close()")],
    [
      "a stack that is kept",
      pool(
        "with ExitStack() as s:\n      self.fs = [s.enter_context(open(p)) for p in ps]\n      self.s = s.pop_all()",
        "def close(self): self.s.close()",
      ),
    ],
    ["a finalizer", pool(LIST, "def __del__(self):\n    for f in self.fs: f.close()")],
    ["something else than a collection", pool("self.fs = make(ps)", "def put(self, p): self.fs.add(open(p))")],
    ["code outside", `${pool(LIST)}\ndef end(pool):\n  for f in pool.fs: f.close()\n`],
  ])("%s", (_what, source) => {
    expect(said(source)).toEqual([]);
  });

  it("makes resources of its instances", () => {
    const use = "def bad(ps):\n  pool = Pool(ps)\n  pool.read()\ndef good(ps):\n  pool = Pool(ps)\n  pool.close()\n";
    expect(said(`${pool(LIST, CLOSE, "def read(self): return 1")}${use}`)).toEqual(["lost end-of-scope pool"]);
  });
});

describe("attributes between a class and its base", () => {
  const base = "class Reader:\n  def __init__(self, p):\n    self.s = open(p)\n  def close(self): self.s.close()\n";
  const heir = (between: string): string =>
    `${base}class Special(Reader):\n  def __init__(self, p):\n    super().__init__(p)\n${between}    self.s = open(p)\n`;

  it("reports what a subclass opens again", () => {
    expect(said(heir(""))).toEqual(["lost rebound self.s"]);
    expect(said(heir("    self.head = self.s.readline()\n"))).toEqual(["lost rebound self.s"]);
  });
  it("leaves alone what may be released before", () => {
    expect(said(heir("    self.s.close()\n"))).toEqual([]);
    expect(said(heir("    self.close()\n"))).toEqual([]);
    expect(said(heir("    self.old = self.s\n"))).toEqual([]);
    expect(said(heir("    shut(self)\n"))).toEqual([]);
  });
  it("takes what a property lends for the class's own", () => {
    const lent = (use: string): string =>
      `class Camera:\n  def __init__(self, p):\n    self._i = open(p)\n  @property\n  def image(self): return self._i\n${use}`;
    expect(said(lent("  def size(self): return len(self.image.read())\n"))).toEqual(["owner _i"]);
    expect(said(lent("def use(c):\n  c.image.close()\n"))).toEqual([]);
  });
});

describe("what others hold for a while", () => {
  it.each([
    [
      "a stream put back",
      "k = sys.stdout\n  sys.stdout = open(p)  #: lost rebound sys.stdout\n  g()\n  sys.stdout = k",
    ],
    ["a stream closed first", "k = sys.stdout\n  sys.stdout = open(p)\n  sys.stdout.close()\n  sys.stdout = k"],
    ["a stream with a name", "f = open(p)\n  sys.stdout = f\n  g()\n  sys.stdout = sys.__stdout__\n  f.close()"],
    ["a stream for good", "sys.stderr = open(p)"],
    [
      "a handler removed",
      "h = logging.FileHandler(p)  #: lost end-of-scope h\n  L.addHandler(h)\n  L.removeHandler(h)",
    ],
    ["a handler closed", "h = logging.FileHandler(p)\n  L.addHandler(h)\n  L.removeHandler(h)\n  h.close()"],
    ["a handler for good", "h = logging.FileHandler(p)\n  L.addHandler(h)"],
    ["a local helper that writes", "f = open(p)  #: lost end-of-scope f\n  def put(t): f.write(t)\n  put('x')"],
    ["a local helper that prints", "f = open(p)  #: lost end-of-scope f\n  def put(t): print(t, file=f)\n  put('x')"],
    ["a local helper that closes", "f = open(p)\n  def end(): f.close()\n  end()"],
    ["a local helper that hands on", "f = open(p)\n  def put(t): use(f, t)\n  put('x')"],
    ["a local helper that is returned", "f = open(p)\n  def put(t): f.write(t)\n  return put"],
    ["a local helper that is passed", "f = open(p)\n  def put(t): f.write(t)\n  use(put)"],
    ["a decorated local helper", "f = open(p)\n  @register\n  def put(t): f.write(t)\n  put('x')"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });
});

describe("flags of a helper", () => {
  const helper = "def write(f, rows, close=True):\n  f.write(rows)\n  if close: f.close()\n";
  it.each([
    ["the default closes", "f = open(p)  #: maybe exception f\n  write(f, 1)"],
    ["told to", "f = open(p)  #: maybe exception f\n  write(f, 1, close=True)"],
    ["told not to", "f = open(p)  #: lost end-of-scope f\n  write(f, 1, close=False)"],
    ["by position", "f = open(p)  #: lost end-of-scope f\n  write(f, 1, False)"],
    ["not told which", "f = open(p)\n  write(f, 1, close=p)"],
    ["options", "f = open(p)\n  write(f, 1, **p)"],
    ["not at first", "f = open(p)  #: maybe exception f\n  write(f, 1, False)\n  write(f, 2)"],
  ])("%s", (_what, body) => {
    expectFacts(`${helper}def f(p):\n  ${body}`);
  });
  it("a parameter that is only tested is not taken for an open resource", () => {
    expectFacts(
      "def end(f, done):\n  if not done: return\n  f.close()\ndef f(p):\n  f = open(p)\n  end(f, p)\n  return 1",
    );
  });
});
