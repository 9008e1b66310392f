/** What must stay silent: each was, or would have been, a false alarm. */
import { describe, expect, it } from "vitest";
import { told } from "./support.js";

const RUN = "def scenario(tmp):\n    print(tmp)\n    ";

function silent(...programs: readonly string[]): void {
  for (const text of programs) expect(told(text), text).toEqual([]);
}

describe("what is filled while modules are imported", () => {
  it("by decorators, with and without arguments, of functions and classes", () => {
    silent(
      "R = {}\ndef register(f):\n    R[f.__name__] = f\n    return f\n@register\ndef a(): pass\n",
      "R = {}\ndef register(f):\n    R[f.__name__] = f\n    return f\n",
      "R = {}\ndef command(name):\n    def add(f):\n        R[name] = f\n        return f\n    return add\n@command('x')\ndef a(): pass\n",
      "R = []\ndef plugin(cls):\n    R.append(cls)\n    return cls\n@plugin\nclass A: pass\n",
      "class Registry:\n    def __init__(self):\n        self.all = {}\n    def lower(self, name):\n        def decorate(f):\n            self.all[name] = f\n            return f\n        return decorate\nregistry = Registry()\nlower = registry.lower\n",
    );
  });

  it("by __init_subclass__, metaclasses, __set_name__, class bodies and plain calls", () => {
    silent(
      "class P:\n    all = {}\n    def __init_subclass__(cls, **kw):\n        P.all[cls.__name__] = cls\n",
      "class M(type):\n    all = []\n    def __new__(mcs, name, bases, ns):\n        made = super().__new__(mcs, name, bases, ns)\n        mcs.all.append(made)\n        return made\n",
      "class F:\n    order = []\n    def __set_name__(self, owner, name):\n        F.order.append(name)\n",
      "R = {}\ndef add(name, f):\n    R[name] = f\nadd('a', len)\nadd('b', max)\n",
      "class Option:\n    all = []\n    def __init__(self, name):\n        self.all.append(self)\nA = Option('a')\nB = Option('b')\n",
      "def register_type(name, cls):\n    TYPES[name] = cls\nTYPES = {}\n",
    );
  });

  it("with names that a constant table knows, or that a class has attributes for", () => {
    silent(
      "SUMS = {'a.whl': '1', 'b.whl': '2'}\nDONE = set()\ndef verify(path):\n    name = path.name\n    if name in DONE:\n        return\n    expected = SUMS.get(name)\n    if expected is None:\n        raise RuntimeError(name)\n    DONE.add(name)\n",
    );
    expect(
      told(
        "import inspect\nfrom random import Random\nKNOWN = {}\ndef signature(name):\n    if name not in KNOWN:\n        target = getattr(Random, name)\n        KNOWN[name] = inspect.signature(target)\n    return KNOWN[name]\n",
      ).filter((line) => !line.endsWith(" i")),
    ).toEqual([]);
  });

  it("with classes that it makes: it is an information at most", () => {
    expect(
      told(
        "MADE = {}\ndef proxy(name, base):\n    if (name, base) not in MADE:\n        made = type(name, (base,), {})\n        MADE[(name, base)] = made\n    return MADE[(name, base)]\n",
      ).filter((line) => !line.endsWith(" i")),
    ).toEqual([]);
  });

  it("by functions that the module deletes", () => {
    silent(
      "T = {}\nL = []\ndef define(name, op):\n    T[name] = op\ndef jump(name, op):\n    define(name, op)\n    L.append(op)\ndefine('POP', 1)\njump('GO', 2)\ndel define, jump\n",
      "L = []\ndef unused(op):\n    L.append(op)\ndel unused\n",
    );
  });

  it("once, where a test of what is at a fixed place asks for it", () => {
    silent(
      "class Shell:\n    menus = [('file', 1), ('edit', 2)]\n    def __init__(self):\n        menus = self.menus\n        if menus[1][0] != 'shell':\n            menus.insert(1, ('shell', 3))\n",
    );
  });

  it("in a loop that ends with its input", () => {
    silent(
      "def read(data):\n    items = iter(data)\n    found = []\n    try:\n        while True:\n            first = next(items)\n            found.append((first, next(items)))\n    except StopIteration:\n        return found\n",
    );
  });

  it("as the default of an inner function that each call makes anew", () => {
    silent(
      "def walk(paths):\n    def seen(path, known={}):\n        if path in known:\n            return True\n        known[path] = True\n        return False\n    return [path for path in paths if not seen(path)]\n",
    );
  });

  it("once, behind a flag, while it is empty, or in a cached function", () => {
    silent(
      "T = {}\ndef load(lines):\n    if T:\n        return T\n    for line in lines:\n        T[line] = 1\n    return T\n",
      "T = []\nready = False\ndef init(names):\n    global ready\n    if ready:\n        return\n    ready = True\n    for name in names:\n        T.append(name)\n",
      "T = {}\ndef _fill(lines):\n    for line in lines:\n        T[line] = 1\ndef get(key, lines):\n    if not T:\n        _fill(lines)\n    return T.get(key)\n",
      "import functools\nT = []\n@functools.cache\ndef names():\n    for line in open('x'):\n        T.append(line)\n    return T\n",
    );
  });

  it("in a program that runs from top to bottom", () => {
    silent(
      "import sys\nR = []\ndef work(x):\n    R.append(x)\ndef main():\n    for x in sys.argv:\n        work(x)\nif __name__ == '__main__':\n    main()\n",
    );
  });
});

describe("keys of a closed set", () => {
  const cache = (head: string, key: string): string =>
    `${head}\nX = {}\ndef f(${key.includes(":") ? key : "k"}):\n    X[${key.includes(":") ? key.split(":")[0] : key}] = 1\n${RUN}f(input())\n`;
  it.each([
    "k % 16",
    "k & 7",
    "bool(k)",
    "type(k)",
    "k.__class__",
    "not k",
    "k.weekday()",
    "k.month",
    "'a' if k else 'b'",
    "(bool(k), 1)",
    "f'x{k % 4}'",
    "isinstance(k, int)",
  ])("%s", (key) => {
    silent(cache("", key));
  });

  it("by annotation", () => {
    const head = "import enum, typing\nclass Color(enum.Enum):\n    RED = 1\n";
    for (const annotation of [
      "k: bool",
      "k: Color",
      "k: 'Color'",
      "k: typing.Literal['a', 'b']",
      "k: type",
      "k: type[int]",
      "k: Color | None",
    ])
      silent(cache(head, annotation));
  });

  it("by a table that knows them, by constant calls, by loops over constants", () => {
    silent(
      "KNOWN = {'a': 1}\nX = {}\ndef f(k):\n    if k not in KNOWN:\n        raise KeyError(k)\n    X[k] = 1\n",
      "KNOWN = {'a': 1}\nX = {}\ndef f(k):\n    X[k] = [KNOWN[k]]\n",
      `X = {}\ndef f(k):\n    X[k] = 1\n${RUN}f('a')\n    f('b')\n`,
      "X = {}\ndef f():\n    for k in ('a', 'b'):\n        X[k] = 1\n",
      "import enum\nclass C(enum.Enum):\n    A = 1\nX = {}\ndef f():\n    for k in C:\n        X[k] = 1\n",
      "import collections\nX = collections.Counter()\ndef f(hit):\n    X['hit' if hit else 'miss'] += 1\n",
      "X = {'a': 0}\ndef f(k):\n    X[k] += 1\n",
      "X = [0] * 10\nY = [1, 2]\ndef f(k):\n    X[k] = 1\n    Y[k] = 2\n",
      "X = {}\ndef f(**options):\n    X.update(options)\n    print(X)\n",
    );
  });
});

describe("what somebody makes shorter", () => {
  const grows = "def add(k, v):\n    X[k] = v\n    print(k)\n";
  it.each([
    ["clear", "def clear():\n    X.clear()\n"],
    ["pop", "def get(k):\n    return X.pop(k)\n"],
    ["del", "def drop(k):\n    del X[k]\n"],
    ["popitem", "def trim():\n    while len(X) > 9:\n        X.popitem()\n"],
    ["a new one", "def reset():\n    global X\n    X = {}\n"],
    ["a callback", "def later(task, k):\n    task.add_done_callback(X.pop)\n"],
    ["a method that a default holds", "def gone(ref, pop=X.pop):\n    pop(ref, None)\n"],
    ["an alias", "def trim():\n    y = X\n    y.clear()\n"],
    ["a helper", "def _empty(z):\n    z.clear()\ndef reset():\n    _empty(X)\n"],
    ["its result", "def all_of():\n    return X\ndef reset():\n    all_of().clear()\n"],
    [
      "an object that keeps it",
      "class A:\n    def __init__(self):\n        self.x = X\n    def end(self):\n        self.x.clear()\n",
    ],
    ["unknown code", "import acme\ndef hand(): \n    acme.take(X)\n"],
    ["a swap", "def flush():\n    global X\n    old, X = X, {}\n    return old\n"],
  ])("by %s", (_how, code) => {
    silent(`X = {}\n${grows}${code}`);
  });

  it("where its length decides", () => {
    silent(
      "X = {}\ndef add(k, v):\n    if len(X) < 100:\n        X[k] = v\n",
      "X = []\ndef add(v):\n    if len(X) >= 100:\n        return\n    X.append(v)\n",
      "X = []\ndef add(v):\n    n = len(X)\n    if n < 100:\n        X.append(v)\n",
      "X = []\ndef add(v):\n    X.append(v)\n    X[:] = X[-10:]\n",
      "X = []\ndef add(v):\n    X.append(v)\n    del X[:-10]\n",
    );
  });

  it("by itself", () => {
    silent(
      "import collections\nX = collections.deque(maxlen=5)\ndef add(v):\n    X.append(v)\n    print(v)\n",
      "import weakref\nX = weakref.WeakValueDictionary()\ndef add(k, v):\n    X[k] = v\n    print(v)\n",
      "import cachetools\nX = cachetools.TTLCache(10, 60)\ndef add(k, v):\n    X[k] = v\n    print(v)\n",
      "import queue\nQ = queue.Queue(10)\ndef add(v):\n    Q.put(v)\n    print(v)\n",
      "import queue\nQ = queue.Queue()\ndef add(v):\n    Q.put(v)\n    print(v)\ndef work():\n    return Q.get()\n",
    );
  });
});

describe("short lives and declarations", () => {
  it("of locals, objects, frameworks and copies", () => {
    silent(
      "def f(xs):\n    seen = []\n    for x in xs:\n        seen.append(x)\n    return seen\n",
      "class A:\n    def __init__(self):\n        self.items = []\n    def add(self, x):\n        self.items.append(x)\n",
      "from pydantic import BaseModel\nclass A(BaseModel):\n    items: list = []\n    def add(self, x):\n        self.items = [*self.items, x]\n",
      "def f(x, items=[]):\n    items = list(items)\n    items.append(x)\n    return items\n",
      "def f(x, items=[]):\n    return [*items, x]\n",
      "def walk(node, found=[]):\n    found.append(node)\ndef run(n):\n    out = []\n    walk(n, out)\n    return out\n",
      "class A:\n    items = []\n    def __init__(self):\n        self.items = []\n    def add(self, x):\n        self.items.append(x)\n",
      "def running(source):\n    low = []\n    while True:\n        low.append(next(source))\n        yield max(low)\n",
    );
  });

  it("of tests", () => {
    const text = "X = []\ndef note(v):\n    X.append(v)\n    print(v)\n";
    expect(told(text)).toEqual(["1 LK301"]);
    expect(told(text, "/project/test_app.py")).toEqual([]);
  });

  it("of caches", () => {
    silent(
      "import functools\n@functools.cache\ndef f():\n    return 1\n",
      "import functools\n@functools.cache\ndef f(flag: bool):\n    return 1\n",
      "import functools\n@functools.lru_cache\ndef f(x):\n    return x\n",
      "import functools\n@functools.cache\ndef f(x):\n    return x\ndef reset():\n    f.cache_clear()\n",
      "import functools\ndef g(y):\n    @functools.cache\n    def f(x):\n        return x\n    return f(y)\n",
      "import functools\nclass A:\n    @staticmethod\n    @functools.lru_cache\n    def f(x):\n        return x\n",
      "import functools\nclass A:\n    @functools.cached_property\n    def f(self):\n        return 1\n",
      "import enum, functools\nclass C(enum.Enum):\n    A = 1\n    @functools.cache\n    def f(self, x: bool):\n        return 1\n",
      "import functools\nclass A:\n    @functools.cache\n    def f(self):\n        return 1\nX = A()\nY = A()\n",
      "import cachetools, operator\nclass A:\n    def __init__(self):\n        self.c = {}\n    @cachetools.cachedmethod(operator.attrgetter('c'))\n    def f(self, x):\n        return x\n",
    );
  });
});

describe("an object of a class that inherits from a container", () => {
  const use = "X = Table()\ndef use(key, value):\n    X[key] = value\n    return X[key]\n";
  it("that keeps itself short", () => {
    silent(
      `class Table(dict):\n    def __setitem__(self, key, value):\n        super().__setitem__(key, value)\n        if len(self) > 9:\n            self.pop(next(iter(self)))\n${use}`,
      `from collections import OrderedDict\nclass Table(OrderedDict):\n    def __setitem__(self, key, value):\n        super().__setitem__(key, value)\n        if len(self.keys()) > 9:\n            super().popitem(last=False)\n${use}`,
    );
  });

  it("whose missing items are made and not kept", () => {
    silent(
      "class Names(dict):\n    def __missing__(self, key):\n        return [key]\nX = Names()\ndef use(key):\n    return X[key]\n",
    );
  });
});

describe("keys that few values can be", () => {
  it("since what is out of bounds raises, through another function and by another name too", () => {
    silent(
      "class Mask:\n    known = {}\n    most = 32\n    @classmethod\n    def refuse(cls, size):\n        raise ValueError(f'{size} is no size')\n    @classmethod\n    def make(cls, arg):\n        if arg not in cls.known:\n            size = arg\n            if not (0 <= size <= cls.most):\n                cls.refuse(size)\n            cls.known[arg] = 2 ** size\n        return cls.known[arg]\ndef use(line):\n    return Mask.make(int(line.read()))\n",
    );
  });
});

describe("what lives without the container", () => {
  it("modules, and what the collector found", () => {
    silent(
      "import sys\nmains = []\ndef use(name):\n    main = sys.modules[name]\n    mains.append(main)\n    print(name)\n",
      "import gc\nFOUND = []\ndef use(name):\n    print(name)\n    FOUND.extend(gc.garbage)\n",
    );
  });
});
