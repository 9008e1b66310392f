/** Instances of the file's own classes: those that open later, what their methods and properties give, fields with factories. */
import { describe, expect, it } from "vitest";
import { expectFacts, said } from "./support.js";

const LOG = `
class Log:
    def __init__(self, p):
        self.p = p
        self.f = None

    def open(self):
        self.f = open(self.p)
        return self

    def read(self):
        return self.f.read()

    def load(self):
        self.open()
        return self.read()

    def once(self):
        self.open()
        try:
            return self.read()
        finally:
            self.close()

    def close(self):
        if self.f is not None:
            self.f.close()

    def __enter__(self):
        return self.open()

    def __exit__(self, *exc_info):
        self.close()
`;

describe("an instance that opens later", () => {
  it.each([
    ["never released", "log = Log(p)  #: lost end-of-scope log\n    log.open()\n    return log.read()"],
    ["opened through another method", "log = Log(p)  #: lost end-of-scope log\n    return log.load()"],
    ["opened in a chain", "log = Log(p).open()  #: lost end-of-scope log\n    return log.read()"],
    [
      "left by a return",
      "log = Log(p)  #: lost end-of-scope log\n    log.open()\n    if p:\n        return\n    log.close()",
    ],
  ])("is lost: %s", (_what, body) => {
    expectFacts(`${LOG}\ndef use(p):\n    ${body}`);
  });

  it.each([
    ["never opened", "log = Log(p)\n    return log.p"],
    ["opened and released by one method", "log = Log(p)\n    return log.once()"],
    ["entered", "with Log(p) as log:\n        return log.read()"],
    ["entered when it is open", "log = Log(p)\n    with log.open():\n        return log.read()"],
    ["released before it is opened again", "log = Log(p)\n    log.close()"],
    ["returned", "log = Log(p)\n    return log.open()"],
    ["kept", "log = Log(p)\n    log.open()\n    p.append(log)"],
    ["released by a test", "log = Log(p)\n    p.addCleanup(log.close)\n    log.open()"],
  ])("is not: %s", (_what, body) => {
    expectFacts(`${LOG}\ndef use(p):\n    ${body}`);
  });

  const ATLAS = `
class Atlas:
    def __init__(self, p):
        self.p = p
        self._f = None

    @property
    def file(self):
        if self._f is None:
            self._f = open(self.p)
        return self._f

    def read(self):
        return self.file.read()

    def close(self):
        if self._f is not None:
            self._f.close()
`;

  it("opens by reading a property", () => {
    expectFacts(`${ATLAS}
def use(p):
    atlas = Atlas(p)  #: lost end-of-scope atlas
    return atlas.read()

def closes(p):
    atlas = Atlas(p)
    try:
        return atlas.read()
    finally:
        atlas.close()

def unread(p):
    return Atlas(p).p`);
  });

  it("is nobody's where it has a finalizer, or hands out what it holds", () => {
    const use = "\ndef use(p):\n    log = Log(p)\n    log.open()";
    expectFacts(`${LOG}\n    def __del__(self):\n        self.close()\n${use}`);
    expectFacts(`${LOG}\n    def handle(self):\n        return self.f\n${use}`);
  });
});

const STORE = `
class Store:
    def __init__(self, p):
        self.p = p
        self.last = None

    def stream(self):
        return open(self.p)

    @property
    def reader(self):
        return open(self.p)

    def current(self):
        self.last = open(self.p)
        return self.last

    def first(self, f):
        return f.readline()

    def close(self):
        self.last.close()
`;

describe("what a method or property of a known instance gives", () => {
  it("is the caller's", () => {
    expectFacts(`${STORE}
def dropped(p):
    return Store(p).stream().read()  #: lost temporary

def named(p):
    store = Store(p)
    f = store.stream()  #: lost end-of-scope f
    return f.read()

def annotated(store: Store):
    f = store.stream()  #: lost end-of-scope f
    return f.read()

def read(p):
    store = Store(p)
    return store.reader.read()  #: lost temporary

def lent(p):
    store = Store(p)
    f = open(p)  #: lost end-of-scope f
    return store.first(f)`);
  });

  it("is silent where it is released, handed on, or the instance's as well", () => {
    expectFacts(`${STORE}
def managed(p):
    store = Store(p)
    with store.stream() as f, store.reader as g:
        return f.read() + g.read()

def returned(store: Store):
    return store.stream()

def passed(store: Store, out):
    out.append(store.reader)

def current(p):
    store = Store(p)
    text = store.current().read()
    store.close()
    return text

def unknown(store):
    return store.stream().read() + store.reader.read()`);
  });

  it("is an owner, where a static method of its class makes it", () => {
    expectFacts(`
class Parser:
    def __init__(self, stream):
        self.stream = stream

    @staticmethod
    def of(p):
        return Parser(open(p))

    def pairs(self):
        return dict(line.split() for line in self.stream)

    def close(self):
        self.stream.close()

def dropped(p):
    return Parser.of(p).pairs()  #: lost temporary

def closes(p):
    parser = Parser.of(p)
    try:
        return parser.pairs()
    finally:
        parser.close()`);
  });
});

describe("a dataclass", () => {
  const job = (factory: string, rest = "") =>
    `import os, tempfile\nfrom dataclasses import dataclass, field\n@dataclass\nclass Job:\n  name: str\n  out: object = field(default_factory=${factory})\n  def run(self): return self.out.read()\n${rest}`;
  const CLOSE = "  def close(self): self.out.close()\n";

  it.each(["tempfile.TemporaryFile", "lambda: open(os.devnull)"])("that never releases what %s makes", (factory) => {
    expect(said(job(factory))).toEqual(["owner out"]);
  });

  it("whose instances are never released", () => {
    expect(said(job("tempfile.TemporaryFile", `${CLOSE}def go():\n  job = Job('a')\n  return job.run()`))).toEqual([
      "lost end-of-scope job",
    ]);
  });

  it.each([
    ["releases it", job("tempfile.TemporaryFile", `${CLOSE}def go():\n  job = Job('a')\n  job.close()`)],
    ["is given another", job("tempfile.TemporaryFile", `${CLOSE}def go(f):\n  job = Job('a', f)\n  job.run()`)],
    ["hands it out", job("tempfile.TemporaryFile", "  def give(self): return self.out\n")],
    ["is reached into", job("tempfile.TemporaryFile", "def go(job): job.out.close()\n")],
    ["makes nothing that is open", job("list")],
    ["borrows a descriptor", job("lambda: open(1, closefd=False)")],
  ])("that %s", (_what, source) => {
    expect(said(source)).toEqual([]);
  });
});

describe("a property that opens once, in a class that never releases", () => {
  const words = (outside: string) =>
    `class Words:\n  def __init__(self, p):\n    self.p = p\n    self._f = None\n  @property\n  def words(self):\n    if self._f is None:\n      self._f = open(self.p)\n    return self._f\n  def first(self): return next(self.words)\n${outside}`;

  it("leaves it open", () => {
    expect(said(words("def use(p): return Words(p).first()"))).toEqual(["owner _f"]);
  });

  it("may have it released from outside", () => {
    expect(said(words("def use(w): w.words.close()"))).toEqual([]);
  });
});

describe("what a generator yields open", () => {
  const OPENED = "def opened(ps):\n    for p in ps:\n        yield open(p)\n";

  it("is its consumer's", () => {
    expectFacts(`${OPENED}
def loop(ps):
    for f in opened(ps):  #: lost end-of-scope f, lost rebound f
        print(f.read())

def total(ps):
    return sum(len(f.read()) for f in opened(ps))  #: lost temporary`);
  });

  it("is silent where it is released, handed on, or still the generator's", () => {
    expectFacts(`${OPENED}
def closed_after(ps):
    for p in ps:
        f = open(p)
        yield f
        f.close()

def managed(ps):
    for p in ps:
        with open(p) as f:
            yield f

def consumer(ps, out):
    for f in closed_after(ps):
        print(f.read())
    for f in managed(ps):
        print(f.read())
    for f in opened(ps):
        with f:
            print(f.read())
    for f in opened(ps):
        out.append(f)
    out.extend(opened(ps))
    one, two = opened(ps)
    with ExitStack() as stack:
        print([stack.enter_context(f).read() for f in opened(ps)])
    return opened(ps)`);
  });
});

describe("what a thread is handed", () => {
  const SERVE = `
def uses(connection):
    connection.sendall(b"x")

def closes(connection):
    with connection:
        connection.sendall(b"x")

def keeps(connection, all):
    all.append(connection)
`;

  it("is lost where its function only uses it", () => {
    expectFacts(`${SERVE}
def serve(s):
    connection, _ = s.accept()  #: lost end-of-scope connection
    threading.Thread(target=uses, args=(connection,)).start()

class Server:
    def handle(self, connection):
        connection.sendall(b"x")

    def serve(self, s):
        connection, _ = s.accept()  #: lost end-of-scope connection
        threading.Thread(target=self.handle, args=(connection,), daemon=True).start()`);
  });

  it("is silent where the function or its caller releases it, or it is kept, or the function is unknown", () => {
    expectFacts(`${SERVE}
def released(s):
    connection, _ = s.accept()
    threading.Thread(target=closes, args=(connection,)).start()

def kept(s, all):
    connection, _ = s.accept()
    threading.Thread(target=keeps, args=(connection, all)).start()

def unknown(s, handler):
    connection, _ = s.accept()
    threading.Thread(target=handler, args=(connection,)).start()

def joined(s):
    connection, _ = s.accept()
    with connection:
        thread = threading.Thread(target=uses, args=(connection,))
        thread.start()
        thread.join()`);
  });
});
