import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("early exits", () => {
  it("returns before the close", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  if f.readline() == 'x':
    return None
  f.close()
`);
  });

  it("closes before each return", () => {
    expectFacts(`
def f(p):
  f = open(p)
  if p.quick:
    f.close()
    return None
  f.close()
  return 1
`);
  });

  it("closes in one branch only", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  if p:
    f.close()
`);
  });

  it("breaks out of a loop that closes in its else", () => {
    expectFacts(`
def f(p, ks):
  f = open(p)  #: lost end-of-scope f
  for k in ks:
    if k:
      break
  else:
    f.close()
`);
  });

  it("ends the process, which needs no close", () => {
    expectFacts(`
def f(p):
  f = open(p)
  if p.bad:
    sys.exit(2)
  f.close()
`);
  });

  it("runs for ever", () => {
    expectFacts(`
def f(p):
  f = open(p)
  while True:
    pass
`);
  });
});

describe("guards", () => {
  it.each([
    ["is not None", "if f is not None:"],
    ["truth", "if f:"],
    ["not None, the other way around", "if None is not f:"],
    ["!= None", "if f != None:"],
    ["not closed", "if not f.closed:"],
    ["both", "if f is not None and not f.closed:"],
    ["nested", "if f:\n    if not f.closed:"],
  ])("%s", (_what, guard) => {
    const close = guard.includes("\n") ? "      f.close()" : "    f.close()";
    expectFacts(`def f(p):\n  f = open(p)\n  ${guard}\n${close}`);
  });

  it.each([
    ["and", "f and f.close()"],
    ["a conditional expression", "f.close() if f else None"],
    ["while not closed", "while not f.closed: f.close()"],
    ["or", "f is None or f.close()"],
  ])("in an expression: %s", (_what, line) => {
    expectFacts(`def f(p):\n  f = open(p)\n  ${line}`);
  });

  it("None where it was not opened", () => {
    expectFacts(`
def f(p):
  f = None
  if p:
    f = open(p)
  if f is not None:
    f.close()
`);
  });

  it("a descriptor that is not negative", () => {
    expectFacts(`
def f(p):
  fd = -1
  try:
    fd = os.open(p, os.O_RDONLY)
  finally:
    if fd >= 0:
      os.close(fd)
`);
  });

  it("inverted, it closes nothing", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  if f is None:
    f.close()
`);
  });

  it("identity with what was given", () => {
    expectFacts(`
def f(src):
  f = src if hasattr(src, 'read') else open(src)
  data = 1
  if f is not src:
    f.close()
  return data
`);
  });

  it("a standard stream instead", () => {
    expectFacts(`
def f(p):
  f = sys.stdout if p == '-' else open(p, 'w')
  if f is not sys.stdout:
    f.close()
`);
  });
});

describe("conditions that come again", () => {
  it.each([
    ["a parameter", "p"],
    ["a comparison", "p == '-'"],
    ["a call", "isinstance(p, str)"],
    ["an attribute", "self.own"],
    ["a membership", "p not in self.open"],
  ])("%s", (_what, test) => {
    expectFacts(`
def f(self, p):
  if ${test}:
    f = open(p)
  else:
    f = p
  x = 1
  if ${test}:
    f.close()
`);
  });

  it("a flag", () => {
    expectFacts(`
def f(p):
  own = False
  if isinstance(p, str):
    p = open(p)
    own = True
  x = 1
  if own:
    p.close()
`);
  });

  it("a flag that says the opposite", () => {
    expectFacts(`
def f(p):
  done = False
  f = open(p)
  try:
    g()
    done = True
    return f
  finally:
    if not done:
      f.close()
`);
  });

  it("a condition kept in a name", () => {
    expectFacts(`
def f(p):
  own = not hasattr(p, 'read')
  f = open(p) if own else p
  x = 1
  if own:
    f.close()
`);
  });

  it("negated the other way", () => {
    expectFacts(`
def f(p):
  if p is None:
    f = sys.stdin
  else:
    f = open(p)
  x = 1
  if p is not None:
    f.close()
`);
  });

  it("does not remember a condition whose name was bound again", () => {
    expectFacts(`
def f(p, q):
  f = open(q)  #: lost end-of-scope f
  if not p:
    f.close()
  p = q
  if p:
    f.close()
`);
    expectFacts(`
def f(p, q):
  f = open(q)
  if not p:
    f.close()
  q = p
  if p:
    f.close()
`);
  });

  it("another condition that guards the close may be the same in other words", () => {
    expectFacts(`
def f(p, mode):
  if mode == 'file':
    f = open(p)
  x = 1
  if not mode == 'memory':
    f.close()
`);
  });
});

describe("match", () => {
  it("closes in every case", () => {
    expectFacts(`
def f(p):
  f = open(p)
  match p:
    case 'a':
      f.close()
    case _:
      f.close()
`);
  });

  it("falls through without a match", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  match p:
    case 'a':
      f.close()
    case ['b', *_]:
      f.close()
`);
  });

  it("returns in a case", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  match p:
    case 'a':
      return 1
    case _:
      pass
  f.close()
`);
  });
});
