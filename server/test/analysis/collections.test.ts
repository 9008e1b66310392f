import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("what is kept in a collection is lost with it", () => {
  it.each([
    ["a comprehension", "fs = [open(q) for q in p]  #: lost end-of-scope fs\n  n = len(fs)"],
    ["a list that grows in a loop", "fs = []\n  for q in p:\n    fs.append(open(q))  #: lost end-of-scope fs"],
    [
      "a dict by name",
      "d = {}\n  for q in p:\n    if q not in d: d[q] = open(q)  #: lost end-of-scope d\n    d[q].write(q)",
    ],
    ["a dict display", "d = {'a': open(p)}  #: lost end-of-scope d\n  d['a'].write('x')"],
    ["a set", "s = set()\n  s.add(open(p))  #: lost end-of-scope s\n  print(s)"],
    ["a deque", "import collections\n  d = collections.deque()\n  d.append(open(p))  #: lost end-of-scope d"],
    ["a generator that becomes a list", "fs = list(open(q) for q in p)  #: lost end-of-scope fs\n  print(len(fs))"],
    ["map", "fs = list(map(open, p))  #: lost end-of-scope fs\n  print(len(fs))"],
    ["a loop over map", "for f in map(open, p):  #: lost end-of-scope f, lost rebound f\n    print(f.read())"],
    ["zip over map", "for row in zip(*map(open, p)): print(row)  #: lost temporary"],
    ["only one is closed", "fs = [open(q) for q in p]  #: lost end-of-scope fs\n  fs[0].close()"],
    ["a loop that only uses them", "fs = [open(q) for q in p]  #: lost end-of-scope fs\n  for f in fs: f.flush()"],
    ["cleared while open", "fs = [open(q) for q in p]  #: lost deleted fs\n  fs.clear()"],
    ["deleted by slice", "fs = [open(q) for q in p]  #: lost deleted fs\n  del fs[:]"],
    ["keys are returned", "d = {q: open(q) for q in p}  #: lost end-of-scope d\n  return sorted(d)"],
    ["one key is bound again", "d = {}\n  d['a'] = open(p)  #: lost deleted d\n  d['a'] = None"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });
});

describe("what is released through its collection is not lost", () => {
  it.each([
    ["a loop", "fs = [open(q) for q in p]\n  for f in fs: f.close()"],
    [
      "a loop in finally",
      "fs = []\n  try:\n    for q in p: fs.append(open(q))\n  finally:\n    for f in fs: f.close()",
    ],
    ["values", "d = {q: open(q) for q in p}\n  for f in d.values(): f.close()"],
    ["items", "d = {q: open(q) for q in p}\n  for k, f in d.items(): f.close()"],
    ["keys", "d = {q: open(q) for q in p}\n  for k in d: d[k].close()"],
    ["enumerate", "fs = [open(q) for q in p]\n  for i, f in enumerate(fs): f.close()"],
    ["zip", "fs = [open(q) for q in p]\n  for q, f in zip(p, fs): f.close()"],
    ["reversed", "fs = [open(q) for q in p]\n  for f in reversed(fs): f.close()"],
    ["a condition in the loop", "fs = [open(q) for q in p]\n  for f in fs:\n    if not f.closed: f.close()"],
    ["with in the loop", "fs = [open(q) for q in p]\n  for f in fs:\n    with f: f.read()"],
    ["a comprehension", "fs = [open(q) for q in p]\n  [f.close() for f in fs]"],
    ["map of a lambda", "fs = [open(q) for q in p]\n  list(map(lambda f: f.close(), fs))"],
    ["pop until empty", "fs = [open(q) for q in p]\n  while fs: fs.pop().close()"],
    ["popitem", "d = {q: open(q) for q in p}\n  while d: d.popitem()[1].close()"],
    ["pop and a name", "fs = [open(q) for q in p]\n  while fs:\n    f = fs.pop()\n    f.close()"],
    ["pop by length", "fs = [open(q) for q in p]\n  while len(fs) > 0: fs.pop().close()"],
    ["by index", "fs = [open(q) for q in p]\n  for i in range(len(fs)): fs[i].close()"],
    ["two of two", "fs = [open(q) for q in (p, p)]\n  fs[0].close(); fs[1].close()"],
    ["by constant keys", "d = {'a': open(p), 'b': open(p)}\n  d['a'].close(); d['b'].close()"],
    ["a written list", "for f in [open(p)]: f.close()"],
    ["pairs", "ps = [socket.socketpair() for q in p]\n  for a, b in ps:\n    a.close(); b.close()"],
    ["a helper for each", "fs = [open(q) for q in p]\n  for f in fs: shut(f)"],
    ["closed and taken out", "fs = [open(q) for q in p]\n  for f in fs: f.close()\n  fs.clear()"],
    ["a loop over map", "for f in map(open, p):\n    with f: print(f.read())"],
    ["a loop over a generator", "for f in (open(q) for q in p): f.close()"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });
});

describe("a collection that goes elsewhere is nobody's loss", () => {
  it.each([
    ["returned", "fs = [open(q) for q in p]\n  return fs"],
    ["returned as another kind", "fs = [open(q) for q in p]\n  return tuple(fs)"],
    ["returned values", "d = {q: open(q) for q in p}\n  return d.values()"],
    ["yielded", "fs = [open(q) for q in p]\n  yield fs"],
    ["passed", "fs = [open(q) for q in p]\n  use(fs)"],
    ["passed with a star", "fs = [open(q) for q in p]\n  use(*fs)"],
    ["passed before it is filled", "fs = []\n  use(fs)\n  fs.append(open(p))"],
    ["aliased on another object", "fs = []\n  p.fs = fs\n  fs.append(open(p))"],
    ["extends a parameter", "fs = [open(q) for q in p]\n  p.sink.extend(fs)"],
    ["one is returned", "fs = [open(q) for q in p]\n  for f in fs:\n    if f.readline(): return f"],
    ["seen by a closure", "fs = [open(q) for q in p]\n  def g():\n    for f in fs: f.close()\n  return g"],
    ["an alias is returned", "a = b = []\n  a.append(open(p))\n  return b"],
    ["added to another", "fs = [open(q) for q in p]\n  return fs + [1]"],
    ["iterated elsewhere", "return iter([open(q) for q in p])"],
    ["the best one", "fs = [open(q) for q in p]\n  return max(fs, key=id)"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });
});

describe("exit stacks", () => {
  it.each([
    ["never closed", "s = ExitStack()\n  f = s.enter_context(open(p))  #: lost end-of-scope s"],
    [
      "a comprehension",
      "s = ExitStack()\n  fs = [s.enter_context(open(q)) for q in p]  #: lost end-of-scope s\n  print(len(fs))",
    ],
    ["dropped", "with ExitStack() as s:\n    f = s.enter_context(open(p))  #: lost end-of-scope s\n    s.pop_all()"],
    ["flushed only", "f = open(p)  #: lost end-of-scope f\n  with ExitStack() as s: s.callback(f.flush)"],
    ["callback without end", "s = ExitStack()\n  f = open(p)  #: lost end-of-scope f\n  s.callback(f.close)"],
    ["closed", "s = ExitStack()\n  f = s.enter_context(open(p))\n  s.close()"],
    ["closed in finally", "s = ExitStack()\n  try:\n    f = s.enter_context(open(p))\n  finally: s.close()"],
    ["entered later", "s = ExitStack()\n  f = s.enter_context(open(p))\n  with s: f.read()"],
    ["with", "with ExitStack() as s:\n    fs = [s.enter_context(open(q)) for q in p]\n    fs[0].read()"],
    ["kept by pop_all", "with ExitStack() as s:\n    f = s.enter_context(open(p))\n    return f, s.pop_all()"],
    [
      "pop_all bound and closed",
      "with ExitStack() as s:\n    s.enter_context(open(p))\n    t = s.pop_all()\n  t.close()",
    ],
    ["a bound close", "f = open(p)\n  with ExitStack() as s: s.callback(f.close)"],
    ["a descriptor", "fd = os.open(p, 0)\n  with ExitStack() as s: s.callback(os.close, fd)"],
    ["pushed", "f = open(p)\n  with ExitStack() as s: s.push(f)"],
    ["closing", "c = sqlite3.connect(p)\n  with ExitStack() as s: s.enter_context(closing(c))"],
    ["returned", "s = ExitStack()\n  s.enter_context(open(p))\n  return s"],
    ["a parameter's", "p.stack.enter_context(open(p))"],
    ["handed over", "s = ExitStack()\n  s.enter_context(open(p))\n  use(s)"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });
});

describe("what is seen through calls", () => {
  it("a helper that returns a list of fresh resources", () => {
    expectFacts(`
def opened(paths):
  return [open(path) for path in paths]
def bad(paths):
  fs = opened(paths)  #: lost end-of-scope fs
  print(len(fs))
def good(paths):
  for f in opened(paths): f.close()
`);
  });
  it("a helper that returns what its stack closes gives nothing open", () => {
    expectFacts(`
def opened(paths):
  with ExitStack() as s:
    return [s.enter_context(open(path)) for path in paths]
def use(paths):
  fs = opened(paths)
  print(len(fs))
`);
  });
});
