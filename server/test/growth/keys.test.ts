/** How many keys there are decides: a warning where they are shown to differ, an information where only callers know. */
import { describe, expect, it } from "vitest";
import { told } from "./support.js";

const COUNT = "import itertools\n_n = itertools.count()\nT = {}\n";

/** What is said of `T`, filled with a key by the function `f` of one parameter. */
function ofKey(body: string): readonly string[] {
  return told(COUNT + body).map((line) => line.replace("3 LK301", "T"));
}

describe("keys that are shown to differ", () => {
  it.each([
    ["a count", "def f(x):\n    T[x] = [x]\ndef g():\n    f(next(_n))\n"],
    ["a text with a count in it", "def f(x):\n    T[x] = [x]\ndef g():\n    f(f'a{next(_n)}')\n"],
    [
      "a file's lines",
      "def f(path):\n    with open(path) as file:\n        for line in file:\n            T[line] = [1]\ndef g():\n    f('a')\n",
    ],
    [
      "the text of an error",
      "def f(x):\n    try:\n        int(x)\n    except ValueError as error:\n        T[str(error)] = [x]\ndef g():\n    f('a')\n",
    ],
    ["what a queue gives", "def f(q):\n    x = q.get()\n    T[x] = [x]\ndef g(q):\n    f(q)\n"],
    [
      "the attribute of an object",
      "class E:\n    def __init__(self, n):\n        self.n = n\ndef f(e):\n    T[e.n] = [e]\ndef g():\n    f(E(next(_n)))\n",
    ],
    [
      "the property of an object",
      "class E:\n    def __init__(self, n):\n        self.n = n\n    @property\n    def key(self):\n        return (1, self.n)\n    def f(self):\n        T[self.key] = [self]\ndef g():\n    E(next(_n)).f()\n",
    ],
    [
      "what a generator yields",
      "def many():\n    yield next(_n)\ndef f(items):\n    for x in items:\n        T[x] = [x]\ndef g():\n    f(many())\n",
    ],
    [
      "what was put into a list",
      "L = []\ndef f():\n    x = L.pop()\n    T[x] = [x]\ndef g():\n    L.append(next(_n))\n    f()\n",
    ],
    ["keywords", "def f(**kw):\n    T[tuple(kw.items())] = [kw]\ndef g():\n    f(a=next(_n))\n"],
    [
      "a method found by its name",
      "class A:\n    def do_note(self, what):\n        T[what] = [1]\n    def run(self, word, rest):\n        getattr(self, 'do_' + word)(rest)\n",
    ],
  ])("%s", (_name, body) => {
    expect(ofKey(body)).toEqual(["T"]);
  });

  it("of decorators, by the calls of what they decorate", () => {
    const memo =
      "import itertools\n_n = itertools.count()\ndef memo(f):\n    known = {}\n    def inner(*args):\n        if args not in known:\n            known[args] = [f(*args)]\n        return known[args]\n    return inner\n@memo\ndef square(x):\n    return x * x\n";
    expect(told(`${memo}def g():\n    return square(next(_n))\n`)).toEqual(["4 LK301"]);
    expect(told(`${memo}def g():\n    return square(3)\n`)).toEqual([]);
  });

  it("of an object that takes a function's place", () => {
    const memo =
      "import itertools\n_n = itertools.count()\nclass Memo:\n    def __init__(self, f):\n        self.f = f\n        self.known = {}\n    def __call__(self, x):\n        if x not in self.known:\n            self.known[x] = [self.f(x)]\n        return self.known[x]\n@Memo\ndef square(x):\n    return x * x\n";
    expect(told(`${memo}def g():\n    return square(next(_n))\n`)).toEqual(["6 LK301"]);
  });

  it("of a dictionary whose entries are emptied, but never dropped", () => {
    const windows =
      "import collections, itertools\n_n = itertools.count()\nW = {}\ndef allow(client):\n    window = W.get(client)\n    if window is None:\n        window = W[client] = collections.deque()\n    while window:\n        window.popleft()\n    window.append(1)\n";
    expect(told(`${windows}def g():\n    allow(f'c{next(_n)}')\n`)).toEqual(["3 LK301"]);
    expect(told(`${windows}def g():\n    allow('one')\n`)).toEqual([]);
  });
});

describe("keys of which only callers elsewhere know", () => {
  it("make an information, unless the name says that they differ", () => {
    expect(ofKey("def f(x):\n    if x not in T:\n        T[x] = [x]\n    return T[x]\n")).toEqual(["T i"]);
    expect(ofKey("def f(url):\n    if url not in T:\n        T[url] = [url]\n    return T[url]\n")).toEqual(["T"]);
    expect(told("import functools\n@functools.cache\ndef f(x):\n    return x\n")).toEqual(["2 LK302 i"]);
    expect(told("import functools\n@functools.cache\ndef f(query):\n    return query\n")).toEqual(["2 LK302"]);
  });

  it("are few by meaning: versions, prefixes, paths", () => {
    expect(
      ofKey("def f(version):\n    T[version] = [version]\n    return T\ndef g(a):\n    return f(a.b())\n"),
    ).toEqual(["T i"]);
  });
});

describe("keys that are few", () => {
  it("because a chain of comparisons, a range or a table lets no other pass", () => {
    const calls = "def g():\n    return f(f'a{next(_n)}')\n";
    for (const guard of [
      "    if x == 'a':\n        made = 1\n    elif x == 'b':\n        made = 2\n    else:\n        raise LookupError(x)\n",
      "    if x not in ('a', 'b'):\n        raise LookupError(x)\n",
      "    assert x in {'a', 'b'}\n",
    ])
      expect(ofKey(`def f(x):\n${guard}    T[x] = [x]\n    return T[x]\n${calls}`), guard).toEqual([]);
    expect(
      told(
        "import functools, itertools\n_n = itertools.count()\n@functools.cache\ndef f(x):\n    if not 1 <= x <= 99:\n        raise ValueError(x)\n    return x\ndef g():\n    return f(next(_n))\n",
      ),
    ).toEqual([]);
  });

  it("but not because another table was asked before", () => {
    const irregular =
      "IRREGULAR = {'go': 'went'}\ndef f(word):\n    if word in IRREGULAR:\n        return IRREGULAR[word]\n    if word not in T:\n        T[word] = [word]\n    return T[word]\n";
    expect(told(`${COUNT}${irregular}def g():\n    f(f'w{next(_n)}')\n`)).toEqual(["3 LK301"]);
  });

  it("of modules, of functions that a decorator was handed, of attributes that code asks for", () => {
    expect(
      ofKey("import sys\ndef f():\n    for name, module in sys.modules.items():\n        T[id(module)] = [name]\n"),
    ).toEqual([]);
    expect(
      ofKey(
        "def timed(fn, name=None):\n    name = name or fn.__name__\n    def wrapper(*a):\n        T[name] = [fn(*a)]\n    return wrapper\n@timed\ndef h():\n    return 1\ndef g():\n    h()\n",
      ),
    ).toEqual([]);
    expect(
      told(
        "class S:\n    def __init__(self):\n        self.all = {}\n    def __getattr__(self, name):\n        return self.all.setdefault(name, [name])\nS1 = S()\ndef f():\n    return S1.x\n",
      ).filter((line) => !line.endsWith(" i")),
    ).toEqual([]);
    expect(
      ofKey(
        "class Assign:\n    def __init__(self, table):\n        self.table = table\n    def __call__(self, f):\n        self.table[f] = f\n        return f\nhelper = Assign(T)\n@helper\ndef a():\n    pass\n",
      ),
    ).toEqual([]);
  });
});
