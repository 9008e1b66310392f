import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("locks", () => {
  it.each([
    ["try and finally", "self.lock.acquire()\n  try:\n    raise ValueError\n  finally:\n    self.lock.release()"],
    ["with", "with self.lock:\n    raise ValueError"],
    ["nothing between", "self.lock.acquire()\n  x = 1\n  self.lock.release()"],
    ["a failed attempt", "if not self.lock.acquire(timeout=1):\n    return\n  x = 1\n  self.lock.release()"],
    ["a successful attempt", "if self.lock.acquire(False):\n    x = 1\n    self.lock.release()"],
    ["an attempt kept in a name", "got = self.lock.acquire(False)\n  x = 1\n  if got:\n    self.lock.release()"],
    ["one half of a pair", "self.lock.acquire()"],
    ["the other half of a pair", "self.lock.release()"],
    [
      "released in a handler only: handed over",
      "self.lock.acquire()\n  try:\n    use(1)\n  except:\n    self.lock.release()\n    raise",
    ],
    ["something else that is acquired", "c = self.pool.acquire()\n  if c:\n    return\n  self.pool.release(c)"],
  ])("silent: %s", (_what, body) => {
    expectFacts(`def f(self):\n  ${body}`);
  });

  it.each([
    [
      "a raise between",
      "self.lock.acquire()  #: lock exception self.lock\n  if self.x: raise ValueError\n  self.lock.release()",
    ],
    ["a call between", "self.lock.acquire()  #: loose exception self.lock\n  use(1)\n  self.lock.release()"],
    [
      "an early return",
      "self.lock.acquire()  #: lock end-of-scope self.lock\n  if self.x:\n    return\n  self.lock.release()",
    ],
    [
      "a continue",
      "for x in self.xs:\n    self.lock.acquire()  #: lock end-of-scope self.lock\n    if x: continue\n    self.lock.release()",
    ],
    [
      "a parse in a handler's try",
      "self.lock.acquire()  #: lock end-of-scope self.lock\n  try:\n    x = int(self.x)\n  except ValueError:\n    return\n  self.lock.release()",
    ],
    [
      "a name",
      "lock = threading.Lock()\n  lock.acquire()  #: lock end-of-scope lock\n  if self.x: return\n  lock.release()",
    ],
    [
      "a semaphore",
      "s = threading.Semaphore()\n  s.acquire()  #: lock end-of-scope s\n  if self.x: return\n  s.release()",
    ],
  ])("%s", (_what, body) => {
    expectFacts(`def f(self):\n  ${body}`);
  });

  it("a context manager function that forgets the finally", () => {
    expectFacts(`
@contextlib.contextmanager
def held(lock):
  lock.acquire()  #: lock manager-yield lock
  yield
  lock.release()
`);
  });

  it("what another function of the file releases", () => {
    expectFacts(`
class C:
  def begin(self):
    self.lock.acquire()
    if self.x:
      return
    self.lock.release()
  def end(self):
    self.lock.release()
`);
  });
});

describe("use after release", () => {
  it.each([
    ["read after close", "f = open(p)\n  f.close()\n  f.read()  #: use f"],
    ["read after with", "with open(p) as f:\n    pass\n  f.read()  #: use f"],
    ["iterated after close", "f = open(p)\n  f.close()\n  return [x for x in f]  #: use f"],
    [
      "written after finally",
      "f = open(p, 'w')\n  try:\n    use(p)\n  finally:\n    f.close()\n  f.write('x')  #: use f",
    ],
    ["on an alias", "f = open(p)\n  g = f\n  f.close()\n  g.read()  #: use f"],
    ["closed in both branches", "f = open(p)\n  if p:\n    f.close()\n  else:\n    f.close()\n  f.read()  #: use f"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });

  it.each([
    ["closed twice", "f = open(p)\n  f.close()\n  f.close()"],
    ["its name asked", "f = open(p)\n  f.close()\n  return f.name"],
    ["closed asked", "f = open(p)\n  f.close()\n  return f.closed"],
    ["opened again", "f = open(p)\n  f.close()\n  f = open(p)\n  f.read(1)\n  f.close()".replace("\n  f.read(1)", "")],
    ["closed on one path only", "f = open(p)\n  if p:\n    f.close()\n    return\n  f.close()"],
    ["in the next round of a loop", "for q in p:\n    f = open(q)\n    x = f.fileno\n    f.close()"],
    ["a failure that is caught", "f = open(p)\n  f.close()\n  try:\n    f.read()\n  except ValueError:\n    pass"],
    ["a failure that a test expects", "f = open(p)\n  f.close()\n  with pytest.raises(ValueError):\n    f.read()"],
    ["used under a guard", "f = open(p)\n  if p:\n    f.close()\n  if not f.closed:\n    f.close()"],
    ["what was read before", "with open(p) as f:\n    text = f.read()\n  return text.strip()"],
  ])("silent: %s", (_what, body) => {
    expectFacts(`def f(p):\n  ${body}`);
  });

  it("silent where another path reaches the same use with the file open", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  if p:
    f.close()
  f.read()
`);
  });
});
