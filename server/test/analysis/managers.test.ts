import { describe, it } from "vitest";
import { expectFacts } from "./support.js";

describe("with", () => {
  it.each([
    ["at once", "def f(p):\n  with open(p) as f:\n    raise ValueError"],
    ["later", "def f(p):\n  f = open(p)\n  x = 1\n  with f:\n    return 1"],
    ["later, on an alias", "def f(p):\n  f = open(p)\n  g = f\n  with g: pass"],
    ["later, under another name", "def f(p):\n  f = open(p)\n  with f as g: pass"],
    [
      "in one branch, close in the other",
      "def f(p):\n  f = open(p)\n  if p:\n    with f: pass\n  else:\n    f.close()",
    ],
    [
      "in the else of a try",
      "def f(p):\n  try:\n    f = open(p)\n  except OSError:\n    return\n  else:\n    with f: pass",
    ],
    ["of what a condition chose", "def f(p):\n  f = open(p) if p else sys.stdin\n  with f: pass"],
    ["of two", "def f(p):\n  with open(p) as a, open(p) as b:\n    return 1"],
    ["of a tuple's elements", "def f(p):\n  a, b = open(p), 1\n  with a: pass"],
    ["as an attribute", "def f(self, p):\n  with open(p) as self.f: pass"],
    ["with a walrus", "def f(p):\n  with (f := open(p)): pass"],
    ["in a loop", "def f(ps):\n  for p in ps:\n    with open(p) as f: pass"],
    ["leaving a loop", "def f(ps):\n  for p in ps:\n    with open(p) as f:\n      if f.read(): break"],
  ])("closes %s", (_what, source) => {
    expectFacts(source);
  });

  it("does not protect what stands before it", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost exception f
  json.loads(p)
  with f: pass
`);
  });

  it("of a wrapper that owns it", () => {
    expectFacts(`
def f(p):
  f = open(p, 'rb')
  with io.TextIOWrapper(f) as t: pass
`);
  });

  it("of something else over it closes nothing", () => {
    expectFacts(`
def f(p):
  f = open(p, 'wb')  #: lost end-of-scope f
  with zipfile.ZipFile(f, 'w') as z:
    z.writestr('a', 'b')
`);
  });
});

describe("managers that do not close", () => {
  it.each([
    ["with", "def f():\n  with sqlite3.connect('x') as c:  #: lost with-keeps c\n    c.execute('select 1')"],
    ["with a name before", "def f():\n  c = sqlite3.connect('x')  #: lost with-keeps c\n  with c:\n    c.execute('y')"],
    ["closed after", "def f():\n  c = sqlite3.connect('x')\n  with c: pass\n  c.close()"],
    [
      "closed in finally",
      "def f():\n  c = sqlite3.connect('x')\n  try:\n    with c:\n      use(1)\n  finally:\n    c.close()",
    ],
    ["closing around", "def f():\n  with contextlib.closing(sqlite3.connect('x')) as c:\n    with c: pass"],
    ["closing and with", "def f():\n  with closing(sqlite3.connect('x')) as c, c: pass"],
    ["returned after", "def f():\n  c = sqlite3.connect('x')\n  with c: pass\n  return c"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("closing and ExitStack", () => {
  it.each([
    ["closing", "def f(p):\n  with contextlib.closing(socket.socket()) as s:\n    raise ValueError"],
    ["closing of a name", "def f(p):\n  s = socket.socket()\n  with contextlib.closing(s): pass"],
    ["closing kept in a name", "def f(p):\n  m = closing(socket.socket())\n  with m as s: pass"],
    ["enter_context", "def f(p):\n  with ExitStack() as st:\n    f = st.enter_context(open(p))\n    raise ValueError"],
    [
      "callback",
      "def f(p):\n  with ExitStack() as st:\n    f = open(p)\n    st.callback(f.close)\n    raise ValueError",
    ],
    ["push", "def f(p):\n  with ExitStack() as st:\n    f = open(p)\n    st.push(f)"],
    ["a stack that is a parameter", "def f(stack, p):\n  return stack.enter_context(open(p)).read()"],
    ["in a comprehension", "def f(ps):\n  with ExitStack() as st:\n    fs = [st.enter_context(open(p)) for p in ps]"],
    ["addCleanup", "def f(self, p):\n  f = open(p)\n  self.addCleanup(f.close)"],
    ["enterContext", "def f(self, p):\n  f = self.enterContext(open(p))"],
    [
      "pop_all",
      "def f(p):\n  with ExitStack() as st:\n    f = st.enter_context(open(p))\n    st.pop_all()\n    return f",
    ],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("swallowing managers", () => {
  it("come out behind the block, the file still open", () => {
    expectFacts(`
def f(p):
  f = open(p)
  with contextlib.suppress(OSError):
    x = p.y
  f.close()
`);
  });

  it("skip the close inside the block", () => {
    expectFacts(`
def f(p):
  f = open(p)  #: lost end-of-scope f
  with contextlib.suppress(ValueError):
    use(p)
    f.close()
`);
  });
});

describe("generators", () => {
  it.each([
    ["yields it", "def g(p):\n  f = open(p)\n  yield f"],
    ["reads in a with", "def g(p):\n  with open(p) as f:\n    yield from f"],
    ["forgets it", "def g(p):\n  f = open(p)  #: lost end-of-scope f\n  for x in f: yield x"],
    [
      "closes at the end only",
      "def g(p):\n  f = open(p)  #: maybe exception f, maybe generator-exit f\n  for x in f: yield x\n  f.close()",
    ],
    ["closes in finally", "def g(p):\n  f = open(p)\n  try:\n    for x in f: yield x\n  finally:\n    f.close()"],
    [
      "catches GeneratorExit",
      "def g(p):\n  f = open(p)\n  try:\n    yield 1\n  except BaseException:\n    f.close()\n    raise\n  f.close()",
    ],
    ["yields a pair with it", "def g(p):\n  f = open(p)\n  yield p, f"],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});

describe("context manager functions", () => {
  it.each([
    ["bare yield", "  f = open(p)  #: lost manager-yield f\n  yield f\n  f.close()"],
    ["a yield of something else", "  f = open(p)  #: lost manager-yield f\n  yield\n  f.close()"],
    ["finally", "  f = open(p)\n  try:\n    yield f\n  finally:\n    f.close()"],
    ["with", "  with open(p) as f:\n    yield f"],
    [
      "a handler that closes",
      "  f = open(p)\n  try:\n    yield f\n  except:\n    f.close()\n    raise\n  else:\n    f.close()",
    ],
  ])("%s", (_what, body) => {
    expectFacts(`@contextlib.contextmanager\ndef m(p):\n${body}`);
    expectFacts(`@contextlib.asynccontextmanager\nasync def m(p):\n${body}`);
  });

  it("a fixture goes on after its yield, whatever the test does", () => {
    expectFacts(`
@pytest.fixture
def handle(p):
  f = open(p)
  yield f
  f.close()
`);
    expectFacts(`
@pytest.fixture(scope='module')
def handle(p):
  f = open(p)  #: lost end-of-scope f
  yield 1
`);
  });
});

describe("async", () => {
  it.each([
    ["async with", "async def f(h):\n  async with await asyncio.start_server(h) as s:\n    await s.serve_forever()"],
    [
      "a file around await",
      "async def f(p):\n  f = open(p)  #: maybe exception f\n  await asyncio.sleep(0)\n  f.close()",
    ],
    ["with around await", "async def f(p):\n  with open(p) as f:\n    await asyncio.sleep(0)"],
    ["a server never closed", "async def f(h):\n  s = await asyncio.start_server(h)  #: lost end-of-scope s"],
    ["a server closed", "async def f(h):\n  s = await asyncio.start_server(h)\n  s.close()"],
    [
      "async with a server",
      "async def f(h):\n  s = await asyncio.start_server(h)\n  async with s:\n    await s.serve_forever()",
    ],
    [
      "a writer never closed",
      "async def f():\n  r, w = await asyncio.open_connection('h', 1)  #: lost end-of-scope w\n  return await r.read()",
    ],
    ["a writer closed", "async def f():\n  r, w = await asyncio.open_connection('h', 1)\n  w.close()"],
    [
      "not awaited, handed to wait_for",
      "async def f():\n  r, w = await asyncio.wait_for(asyncio.open_connection('h', 1), 3)\n  w.close()",
    ],
  ])("%s", (_what, source) => {
    expectFacts(source);
  });
});
