import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("evidence of what raises between opening and closing", () => {
  it.each([
    ["an explicit raise", "if p: raise ValueError(p)", "lost"],
    ["an assert", "assert p", "lost"],
    ["a function of the file that raises", "check(p)", "lost"],
    ["a class of the file whose __init__ raises", "Checked(p)", "lost"],
    ["a parse", "json.loads(p)", "lost"],
    ["a parse of the file itself", "json.load(f)", "lost"],
    ["a read", "f.read()", "maybe"],
    ["a write", "f.write(p)", "maybe"],
    ["an unknown call", "use(p)", "maybe"],
    ["an unknown method", "p.use()", "maybe"],
    ["a function of the file that does not raise", "fine(p)", "maybe"],
    ["a function of the file that catches what it raises", "careful(p)", "maybe"],
    ["an abstract method", "abstract(p)", "maybe"],
    ["another opening", "os.listdir(p)", "maybe"],
  ])("%s", (_what, line, level) => {
    expectFacts(`
def check(p):
  if not p: raise ValueError(p)
class Checked:
  def __init__(self, p):
    if not p: raise ValueError(p)
def fine(p): return p
def careful(p):
  try:
    raise ValueError
  except ValueError:
    pass
def abstract(p): raise NotImplementedError
def f(p):
  f = open(p)  #: ${level} exception f
  ${line}
  f.close()
`);
  });

  it.each([
    ["arithmetic", "x = p + 1"],
    ["an attribute", "x = p.y"],
    ["a subscript", "x = p[0]"],
    ["len", "x = len(p)"],
    ["a definition", "def g(): raise ValueError"],
    ["a lambda", "x = lambda: 1 / 0"],
    ["a name", "x = p"],
    ["an f-string", "x = f'{p}'"],
  ])("none at all: %s", (_what, line) => {
    expectFacts(`def f(p):\n  f = open(p)\n  ${line}\n  f.close()`);
  });

  it("a method of the class that raises", () => {
    expectFacts(`
class C:
  def check(self):
    raise ValueError
  def run(self, p):
    f = open(p)  #: lost exception f
    self.check()
    f.close()
`);
  });

  it("nothing, when it closes before it raises", () => {
    expectFacts(`
def f(p):
  f = open(p)
  if p.bad:
    f.close()
    raise ValueError(p)
  f.close()
`);
  });
});

describe("try and finally", () => {
  it.each([
    ["raises", "    raise ValueError"],
    ["returns", "    return 1"],
    ["calls", "    use(p)"],
    ["returns what it reads", "    return f.read()"],
  ])("closes when the block %s", (_what, line) => {
    expectFacts(`def f(p):\n  f = open(p)\n  try:\n${line}\n  finally:\n    f.close()`);
  });

  it("closes when the block breaks or continues", () => {
    expectFacts(`
def f(ps):
  for p in ps:
    f = open(p)
    try:
      if p.x: break
      if p.y: continue
      raise ValueError
    finally:
      f.close()
`);
  });

  it("does not protect what stands before it", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost exception f
  json.loads(p)
  try:
    use(p)
  finally:
    f.close()
`);
  });

  it("closes one of two", () => {
    expectFacts(`
def f(p):
  a = open(p)  #: maybe exception a
  b = open(p)  #: lost end-of-scope b
  try:
    use(p)
  finally:
    a.close()
`);
  });

  it("closes behind a guard, opened inside", () => {
    expectFacts(`
def f(p):
  f = None
  try:
    f = open(p)
    raise ValueError
  finally:
    if f:
      f.close()
`);
  });

  it("closes in the outer of two", () => {
    expectFacts(`
def f(p):
  f = open(p)
  try:
    try:
      raise ValueError
    except ValueError:
      raise KeyError
  finally:
    f.close()
`);
  });

  it("closes quietly", () => {
    expectFacts(`
def f(p):
  f = open(p)
  try:
    use(p)
  finally:
    with contextlib.suppress(OSError):
      f.close()
`);
  });
});

describe("handlers", () => {
  it("close and raise again", () => {
    expectFacts(`
def f(p):
  f = open(p)
  try:
    json.load(f)
  except:
    f.close()
    raise
  f.close()
`);
  });

  it("of BaseException close and raise again", () => {
    expectFacts(`
def f(p):
  s = socket.socket()
  try:
    s.connect(p)
    return s
  except BaseException:
    s.close()
    raise
`);
  });

  it("return with the file open", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  try:
    x = int(p)
  except ValueError:
    return None
  f.close()
`);
  });

  it("around a mere possibility are evidence", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  try:
    use(p)
  except OSError:
    return None
  f.close()
`);
  });

  it("that the opening itself may be meant for are none", () => {
    expectFacts(`
def f(p):
  try:
    f = open(p)  #: maybe exception f
    use(p)
    f.close()
  except OSError:
    return None
`);
  });

  it("of an opening that failed have nothing to close", () => {
    expectFacts(`
def f(p):
  try:
    f = open(p)
  except OSError:
    return None
  f.close()
`);
  });

  it("of what is never raised are never entered", () => {
    expectFacts(`
def f(p):
  f = open(p)
  try:
    raise KeyError(p)
  except ValueError:
    return None
  except KeyError:
    f.close()
`);
  });

  it("swallow what is evident", () => {
    expectFacts(`
def f(p):
  try:
    f = open(p)  #: lost end-of-scope f
    json.loads(p)
    f.close()
  except Exception:
    pass
`);
  });

  it("with else: only the good way closes", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  try:
    n = int(p)
  except ValueError:
    n = 0
  else:
    f.close()
  return n
`);
  });

  it("only the bad way closes", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  try:
    f.read()
  except OSError:
    f.close()
`);
  });
});

describe("two resources", () => {
  it("the second opening may fail", () => {
    expectFacts(`
def f(p, q):
  a = open(p)  #: maybe exception a
  b = open(q)
  b.close()
  a.close()
`);
  });

  it("the second opening is guarded", () => {
    expectFacts(`
def f(p, q):
  a = open(p)
  try:
    b = open(q)
  except OSError:
    a.close()
    raise
  b.close()
  a.close()
`);
  });

  it("what cannot fail to be closed does not keep the other from it", () => {
    expectFacts(`
def f(p, q):
  a = open(p)  #: maybe exception a
  b = open(q)
  a.close()
  b.close()
`);
  });
});

describe("expected failures", () => {
  it.each([
    ["assertRaises", "with self.assertRaises(OSError):"],
    ["assertRaisesRegex", "with self.assertRaisesRegex(OSError, 'x'):"],
    ["pytest.raises", "with pytest.raises(OSError):"],
    ["a leak that is wanted", "with pytest.warns(ResourceWarning):"],
  ])("%s", (_what, head) => {
    expectFacts(`
class T(unittest.TestCase):
  def test(self, p):
    ${head}
      f = open(p)
    ${head}
      open(p).read()
`);
  });

  it("a release that is expected to fail released nothing, and is no mistake", () => {
    expectFacts(`
def test(self, p):
  f = open(p)
  f.close()
  with self.assertRaises(ValueError):
    f.read()
  self.assertRaises(ValueError, f.read)
`);
  });
});
