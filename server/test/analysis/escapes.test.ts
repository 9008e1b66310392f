import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("what is handed over is not lost", () => {
  it.each([
    ["returned", "f = open(p)\n  return f"],
    ["returned at once", "return open(p)"],
    ["returned in a tuple", "f = open(p)\n  return f, 1"],
    ["returned in a list", "return [open(p)]"],
    ["returned in a dict", "return {'f': open(p)}"],
    ["returned by a conditional expression", "return open(p) if p else None"],
    ["returned through a cast", "return typing.cast(typing.IO, open(p))"],
    ["returned in a wrapper", "return Wrapper(open(p))"],
    ["returned in a nullcontext", "return contextlib.nullcontext(open(p))"],
    ["returned as its bound method", "f = open(p)\n  return f.read"],
    ["returned as a closure", "f = open(p)\n  def g():\n    return f.read()\n  return g"],
    ["returned as a lambda", "f = open(p)\n  return lambda: f.read()"],
    ["returned in a comprehension", "return [open(q) for q in p]"],
    ["returned as an iterator", "return iter(open(p))"],
    ["yielded", "f = open(p)\n  yield f"],
    ["stored on self", "self.f = open(p)"],
    ["stored on self later", "f = open(p)\n  self.f = f"],
    ["stored on another object", "p.f = open(p)"],
    ["stored in a container", "self.fs[p] = open(p)"],
    ["stored with others", "self.f = f = open(p)"],
    ["stored in a tuple of attributes", "self.a, self.b = open(p), open(p)"],
    ["appended", "self.fs.append(open(p))"],
    ["appended to a local that is returned", "fs = []\n  fs.append(open(p))\n  return fs"],
    ["added to a set", "self.fs.add(open(p))"],
    ["set by setattr", "setattr(self, 'f', open(p))"],
    ["put on a queue", "self.q.put(open(p))"],
    ["passed to an unknown function", "consume(open(p))"],
    ["passed to an unknown method", "f = open(p)\n  self.take(f)"],
    ["passed by keyword", "consume(handle=open(p))"],
    ["passed in a list", "consume([open(p)])"],
    ["passed in a dict", "consume({'f': open(p)})"],
    ["passed with a star", "consume(*[open(p)])"],
    ["passed with two stars", "consume(**{'f': open(p)})"],
    ["passed to a constructor", "self.r = Reader(open(p))"],
    ["passed to super().__init__", "super().__init__(open(p))"],
    ["passed to a thread", "t = threading.Thread(target=run, args=(open(p),))\n  t.start()"],
    ["passed to a partial", "return functools.partial(run, open(p))"],
    ["its close registered", "import atexit\n  f = open(p)\n  atexit.register(f.close)"],
    ["raised with", "raise Failed(open(p))"],
    ["sent to a generator", "self.gen.send(open(p))"],
    ["global", "global handle\n  handle = open(p)"],
    ["the process's own stream", "sys.stdout = open(p, 'w')"],
    ["seen by a nested function", "f = open(p)\n  def close(): f.close()\n  close()"],
    ["seen by a class body", "f = open(p)\n  class C:\n    handle = f\n  return C"],
    ["seen by locals()", "f = open(p)\n  return locals()"],
    ["seen by exec", "f = open(p)\n  exec(p)"],
    ["added in place", "self.files += [open(p)]"],
    ["a decorator's argument", "@register(open(p))\n  def g(): pass"],
    ["detached", "f = open(p, 'rb')  #: maybe exception f\n  raw = f.detach()\n  raw.close()"],
    ["made a file of", "fd = os.open(p, 0)\n  with os.fdopen(fd) as f: pass"],
    ["made a file of by open", "fd = os.open(p, 0)\n  with open(fd) as f: pass"],
    ["awaited by somebody else", "return asyncio.open_connection(p)"],
  ])("%s", (_what, body) => {
    expectFacts(`def f(self, p):\n  ${body}`);
  });
});

describe("what is lent comes back", () => {
  it.each([
    ["to pickle.dump", "pickle.dump(self, f)"],
    ["to csv.reader", "rows = list(csv.reader(f))"],
    ["to print", "print('x', file=f)"],
    ["to len of its lines", "n = len(f.readlines())"],
    ["to isinstance", "x = isinstance(f, io.IOBase)"],
    ["to shutil", "shutil.copyfileobj(f, self.out)"],
    ["to enumerate", "for i, line in enumerate(f): pass"],
    ["to a comparison", "x = f == p"],
    ["to a loop", "for line in f: pass"],
    ["to str", "x = str(f)"],
    ["to a format", "x = f'{f}'"],
    ["to its own method", "n = f.read()"],
    ["to a process", "subprocess.call(['x'], stdout=f)"],
    ["to a zip archive", "z = zipfile.ZipFile(f)\n  z.close()"],
  ])("%s", (_what, line) => {
    expectFacts(`def f(self, p):\n  f = open(p)  #: lost end-of-scope f\n  ${line}`);
  });
});

describe("a reader that is returned keeps the file, and offers no way to close it", () => {
  it.each([
    ["a reader", "return csv.reader(open(p))  #: lost temporary"],
    ["a generator", "f = open(p)  #: lost end-of-scope f\n  return (x for x in f)"],
  ])("%s", (_what, lines) => {
    expectFacts(`def f(self, p):\n  ${lines}`);
  });
});

describe("what nobody can know", () => {
  it("a region that does not parse silences its scope", () => {
    expectFacts(`
def f(p):
  f = open(p)
  x = = 1
`);
  });

  it("and only its scope", () => {
    expectFacts(`
def f(p):
  f = open(p)
  x = = 1

def g(p):
  f = open(p)  #: lost end-of-scope f
`);
  });

  it.each([
    ["a name of another module", "from acme import open\n\ndef f(p):\n  f = open(p)"],
    ["a class that looks alike", "class socket:\n  pass\n\ndef f(p):\n  s = socket()"],
    ["a method that looks alike", "def f(self, p):\n  f = self.open(p)\n  g = p.open()"],
    ["a parameter that looks alike", "def f(os, p):\n  fd = os.open(p, 0)"],
    ["an opener of unknown kind", "def f(self, p):\n  f = self.opener(p)"],
    ["an opener chosen from a table", "def f(p):\n  f = {'gz': gzip.open}.get(p, open)(p)"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });

  it("a scope with too many states is given up in silence", () => {
    const flags = Array.from({ length: 14 }, (_, n) => `  if c${n}:\n    f${n} = open(p)\n  else:\n    f${n} = None`);
    const closes = Array.from({ length: 14 }, (_, n) => `  if c${n}:\n    f${n}.close()`);
    expectFacts(`def f(p):\n${[...flags, ...closes].join("\n")}`);
  });
});
