import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("aliases", () => {
  it.each([
    ["is never closed", "def f(p):\n  f = open(p)  #: lost end-of-scope f"],
    ["is closed", "def f(p):\n  f = open(p)\n  f.close()"],
    ["is closed under another name", "def f(p):\n  f = open(p)\n  g = f\n  g.close()"],
    ["is closed under its first name, having two", "def f(p):\n  g = f = open(p)\n  f.close()"],
    ["outlives one of its names", "def f(p):\n  f = open(p)\n  g = f\n  del f\n  g.close()"],
    ["is lost under both names", "def f(p):\n  f = open(p)  #: lost end-of-scope f\n  g = f"],
    ["comes through a walrus", "def f(p):\n  use((f := open(p)).name)  #: maybe exception f\n  f.close()"],
    ["is lost through a walrus", "def f(p):\n  if (f := open(p)).readable():  #: lost end-of-scope f\n    pass"],
    ["comes through a cast", "def f(p):\n  f = typing.cast(typing.IO, open(p))\n  f.close()"],
    ["is closed by its bound method", "def f(p):\n  f = open(p)\n  close = f.close\n  close()"],
    ["comes through a conditional expression", "def f(p):\n  f = open(p) if p else None\n  if f:\n    f.close()"],
    ["comes through 'or'", "def f(p):\n  f = None or open(p)\n  f.close()"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("tuples", () => {
  it.each([
    ["unpacked, one forgotten", "def f(p):\n  f, n = open(p), 1  #: lost end-of-scope f"],
    [
      "swapped",
      "def f(p):\n  a = open(p)  #: maybe exception a\n  b = open(p)\n  a, b = b, a\n  a.close()\n  b.close()",
    ],
    ["indexed", "def f(p):\n  t = (open(p), 1)\n  t[0].close()"],
    ["indexed from the end", "def f(p):\n  t = (1, open(p))\n  t[-1].close()"],
    ["a pair of descriptors, one lost", "def f():\n  r, w = os.pipe()  #: lost end-of-scope r\n  os.close(w)"],
    ["a pair of descriptors", "def f():\n  r, w = os.pipe()\n  os.close(w)\n  os.close(r)"],
    ["one thrown away", "def f():\n  _, name = tempfile.mkstemp()  #: lost end-of-scope _\n  return name"],
    ["only the other element taken", "def f():\n  name = tempfile.mkstemp()[1]  #: lost temporary\n  return name"],
    [
      "closed in a loop over them",
      "def f(p):\n  a = open(p)  #: maybe exception a\n  b = open(p)\n  for h in (a, b):\n    h.close()",
    ],
    ["handed to somebody by a starred list", "def f(p):\n  fs = [open(p)]\n  use(*fs)"],
    ["unpacked with a star", "def f(p):\n  a, *rest = open(p), open(p)\n  a.close()"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("re-binding and deletion", () => {
  it.each([
    ["to None", "def f(p):\n  f = open(p)  #: lost rebound f\n  f = None"],
    ["to another file", "def f(p):\n  f = open(p)  #: lost rebound f\n  f = open(p)\n  f.close()"],
    ["by 'for'", "def f(p):\n  f = open(p)  #: lost end-of-scope f, lost rebound f\n  for f in p: pass"],
    ["by 'with'", "def f(p):\n  f = open(p)  #: lost rebound f\n  with open(p) as f: pass"],
    ["by an import", "def f(p):\n  json = open(p)  #: lost rebound json\n  import json"],
    ["by a definition", "def f(p):\n  f = open(p)  #: lost rebound f\n  def f(): pass"],
    ["by a capture", "def f(p):\n  f = open(p)  #: lost rebound f\n  match p:\n    case f: pass"],
    ["by deletion", "def f(p):\n  f = open(p)  #: lost deleted f\n  del f"],
    ["after it was closed", "def f(p):\n  f = open(p)\n  f.close()\n  f = open(p)\n  f.close()"],
    ["of one of two names", "def f(p):\n  a = open(p)\n  b = a\n  a = None\n  b.close()"],
    ["of a wrapper over it", "def f(p):\n  f = open(p, 'rb')\n  f = io.TextIOWrapper(f)\n  f.close()"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("loops", () => {
  it("re-binds in each round", () => {
    expectFacts(`
def f(ps):
  for p in ps:
    f = open(p)  #: lost end-of-scope f, lost rebound f
`);
  });

  it("closes only the last one", () => {
    expectFacts(`
def f(ps):
  f = None
  for p in ps:
    f = open(p)  #: lost rebound f
  if f is not None:
    f.close()
`);
  });

  it("closes in each round", () => {
    expectFacts(`
def f(ps):
  for p in ps:
    f = open(p)
    f.close()
`);
  });

  it("skips the close by continue", () => {
    expectFacts(`
def f(ps):
  for p in ps:
    f = open(p)  #: lost end-of-scope f, lost rebound f
    if p.empty:
      continue
    f.close()
`);
  });

  it("leaves by break with the file open, to close it later", () => {
    expectFacts(`
def f(ps):
  for p in ps:
    try:
      f = open(p)
      break
    except OSError:
      continue
  else:
    raise LookupError
  f.close()
`);
  });

  it("closes the one before when it opens the next", () => {
    expectFacts(`
def f(ps):
  out = None
  for p in ps:
    if p.fresh:
      if out is not None:
        out.close()
      out = open(p)
  if out is not None:
    out.close()
`);
  });

  it("collects and closes in a second loop", () => {
    expectFacts(`
def f(ps):
  fs = [open(p) for p in ps]
  for f in fs:
    f.close()
`);
  });

  it("reads until a sentinel", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: maybe exception f
  while True:
    if not f.readline():
      break
  f.close()
`);
  });
});

describe("without a name", () => {
  it.each([
    ["read at once", "def f(p):\n  return open(p).read()  #: lost temporary"],
    ["handed to who only reads it", "def f(p):\n  return json.load(open(p))  #: lost temporary"],
    ["iterated", "def f(p):\n  for line in open(p): pass  #: lost temporary"],
    ["iterated by a comprehension", "def f(p):\n  return [x for x in open(p)]  #: lost temporary"],
    ["iterated by a generator that is used up", "def f(p):\n  return sum(1 for x in open(p))  #: lost temporary"],
    ["in an element of a comprehension", "def f(ps):\n  return [open(p).read() for p in ps]  #: lost temporary"],
    ["in a condition", "def f(p):\n  if 'x' in open(p).read():  #: lost temporary\n    return 1"],
    ["in an f-string", "def f(p):\n  return f'{open(p).read()}'  #: lost temporary"],
    ["called for nothing", "def f(p):\n  open(p, 'w')  #: lost temporary"],
    ["closed at once", "def f(p):\n  open(p, 'w').close()"],
    ["in a lambda", "def f():\n  return lambda p: open(p).read()  #: lost temporary"],
    ["given by a lambda", "def f():\n  return lambda p: open(p)"],
    ["in a yield", "def f(p):\n  yield open(p).read()  #: lost temporary"],
    ["printed to", "def f(p):\n  print('x', file=open(p, 'w'))  #: lost temporary"],
    ["an attribute taken", "def f(p):\n  return open(p).name  #: lost temporary"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("scopes", () => {
  it.each([
    ["a module's names live as long as the process", "f = open('x')\ndata = f.read()"],
    ["a module's temporaries do not", "data = open('x').read()  #: lost temporary"],
    ["a module re-binds", "f = open('x')  #: lost rebound f\nf = open('y')"],
    ["a class body's names become attributes", "class C:\n  f = open('x')"],
    ["a class body's temporaries", "class C:\n  text = open('x').read()  #: lost temporary"],
    ["a method", "class C:\n  def m(self, p):\n    f = open(p)  #: lost end-of-scope f"],
    ["a nested function", "def f(p):\n  def g():\n    f = open(p)  #: lost end-of-scope f\n  return g"],
    ["a function that shadows open", "def f(open, p):\n  f = open(p)"],
    ["a module that shadows open", "from acme import open\ndef f(p):\n  f = open(p)"],
    ["an alias of the module's", "opener = gzip.open\ndef f(p):\n  f = opener(p)  #: lost end-of-scope f"],
    ["global", "def f(p):\n  global handle\n  handle = open(p)"],
    ["nonlocal", "def f(p):\n  h = None\n  def g():\n    nonlocal h\n    h = open(p)\n  g()\n  h.close()"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});
