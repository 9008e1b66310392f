/** Ways to grow: each program is reported, on the line where the container is made. */
import { describe, expect, it } from "vitest";
import { findingsOf, told } from "./support.js";

/** A function that takes a new key or value, called at run time. */
function program(body: string, made = "X = {}"): string {
  return `${made}\n\ndef use(key, value):\n    ${body.replaceAll("\n", "\n    ")}\n\ndef scenario(tmp):\n    use(input(), input())\n    print(len(tmp))\n`;
}

describe("a module's container is reported when it grows", () => {
  it.each([
    ["by an item", "X[key] = value", "X = {}"],
    ["by setdefault", "X.setdefault(key, []).append(value)", "X = {}"],
    ["by update with a display", "X.update({key: value})", "X = {}"],
    ["by |= with a dictionary", "global X\nX |= {key: value}", "X = {}"],
    ["by append", "X.append(value)", "X = []"],
    ["by insert", "X.insert(0, value)", "X: list = []"],
    ["by +=", "global X\nX += [value]", "X = []"],
    ["by + and binding", "global X\nX = X + [value]", "X = []"],
    ["by a display around itself", "global X\nX = [*X, value]", "X = []"],
    ["by slice assignment at the end", "X[len(X):] = [value]", "X = []"],
    ["by extend", "X.extend([key, value])", "X = list()"],
    ["by add", "X.add(key)", "X = set()"],
    ["by update of a set", "X.update(value)", "X = set()"],
    ["by reading a defaultdict", "return X[key]", "import collections; X = collections.defaultdict(list)"],
    ["by counting", "X[key] += 1", "from collections import Counter; X = Counter()"],
    ["by nested append", "X[key].append(value)", "from collections import defaultdict; X = defaultdict(list)"],
    ["by heappush", "import heapq\nheapq.heappush(X, value)", "X = []"],
    ["by a deque without a limit", "X.append(value)", "from collections import deque; X = deque()"],
    ["by a local name for it", "known = X\nknown[key] = value", "X = {}"],
    ["by a bound method", "put = X.append\nput(value)", "X = []"],
    ["by what another container holds", "X['log'].append(value)", "X = {'log': []}"],
  ])("%s", (_how, body, made) => {
    const lines = told(program(body, made));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[145] LK301$/);
  });

  it("through a parameter of a helper, and its result", () => {
    expect(
      told("A = []\ndef put(to, what):\n    to.append(what)\ndef log(text):\n    put(A, text)\n    print(text)\n"),
    ).toEqual(["1 LK301"]);
    expect(
      told("_A = []\ndef all_of():\n    return _A\ndef log(text):\n    all_of().append(text)\n    print(text)\n"),
    ).toEqual(["1 LK301"]);
  });

  it("when the only removal undoes a failure, puts the entry back, is dead, or is passed by", () => {
    const job = (body: string): string => program(body);
    expect(told(job("X[key] = value\ntry:\n    value.run()\nexcept OSError:\n    del X[key]"))).toEqual(["1 LK301"]);
    expect(told(job("if key in X:\n    value = X.pop(key)\nX[key] = value"))).toEqual(["1 LK301"]);
    expect(told(job("X[key] = value\nif not value:\n    return None\nvalue.run()\ndel X[key]"))).toEqual(["1 LK301"]);
    expect(told(`${job("X[key] = value")}\ndef _trim():\n    X.clear()\n`)).toEqual(["1 LK301"]);
  });

  it("when a test of its length decides over nothing", () => {
    expect(told(program("X[key] = value\nif len(X) > 100:\n    print('many')"))).toEqual(["1 LK301"]);
  });

  it("when only a copy of a part is emptied, or elsewhere somebody asks whether there is anything", () => {
    expect(told(program("X.append(value)\nlast = X[-3:]\nlast.clear()", "X = []"))).toEqual(["1 LK301"]);
    const asked = "def mean():\n    count = len(X)\n    if count == 0:\n        return 0\n    return sum(X) / count\n";
    expect(told(`${program("X.append(value)", "X = []")}\n${asked}`)).toEqual(["1 LK301"]);
    const limited = asked.replace("count == 0", "count > 100");
    expect(told(`${program("X.append(value)", "X = []")}\n${limited}`)).toEqual([]);
  });

  it("that is an object of a class that inherits from a container", () => {
    const names =
      "class Names(dict):\n    def __missing__(self, key):\n        made = self[key] = [key]\n        return made\n";
    expect(told(`${names}${program("return X[key]", "X = Names()")}`)).toEqual(["5 LK301"]);
    expect(told(`class Log(list): pass\n${program("X.append(value)", "X = Log()")}`)).toEqual(["2 LK301"]);
  });

  it("and the message says who adds, the steps where", () => {
    const [finding] = findingsOf(program("X[key] = value"));
    expect(finding?.message).toBe(
      "Dictionary 'X' only grows: use() adds to it on line 4, and nothing in the project removes from it. Limit it, or remove what is no longer needed.",
    );
    expect(finding?.steps.map(({ message }) => message)).toEqual([
      "'X' belongs to the module and lives as long as the program",
      "the item assignment adds to it in use()",
      "nothing in the project removes from it, binds it anew or tests its length",
    ]);
  });
});

describe("containers of classes and objects", () => {
  const main = "def scenario(tmp):\n    print(tmp)\n    ";
  it("of a class, by every way to name it", () => {
    for (const way of ["self.known", "type(self).known", "self.__class__.known", "A.known", "cls.known"]) {
      const head = way.startsWith("cls") ? "@classmethod\n    def add(cls, one)" : "def add(self, one)";
      const made = way.startsWith("cls") ? "A" : "A()";
      expect(
        told(`class A:\n    known = []\n    ${head}:\n        ${way}.append(one)\n${main}${made}.add(tmp)\n`),
        way,
      ).toEqual(["2 LK301"]);
    }
  });

  it("of the one object of a class", () => {
    const store =
      "class Store:\n    def __init__(self):\n        self.items = []\n    def put(self, item):\n        self.items.append(item)\n";
    expect(told(`${store}STORE = Store()\n${main}STORE.put(tmp)\n`)).toEqual(["3 LK301"]);
    expect(
      told(
        `${store}class App:\n    def __init__(self):\n        self.store = Store()\n    def run(self, x):\n        self.store.put(x)\nAPP = App()\n${main}APP.run(tmp)\n`,
      ),
    ).toEqual(["3 LK301"]);
    expect(
      told(`import functools\n${store}@functools.cache\ndef store():\n    return Store()\n${main}store().put(tmp)\n`),
    ).toEqual(["4 LK301"]);
    expect(told(`${store}${main}Store().put(tmp)\n`)).toEqual([]);
  });

  it("of a data class", () => {
    expect(
      told(
        `from dataclasses import dataclass, field\n@dataclass\nclass Log:\n    lines: list = field(default_factory=list)\n    def add(self, text):\n        self.lines.append(text)\nLOG = Log()\n${main}LOG.add(tmp)\n`,
      ),
    ).toEqual(["4 LK301"]);
  });
});

describe("caches of results", () => {
  const use = "def scenario(tmp):\n    print(f(tmp))\n";
  it.each([
    ["import functools", "@functools.cache"],
    ["import functools", "@functools.lru_cache(maxsize=None)"],
    ["from functools import lru_cache", "@lru_cache(None)"],
    ["from async_lru import alru_cache", "@alru_cache(maxsize=None)"],
    ["import cachetools", "@cachetools.cached({})"],
    ["import cachetools", "@cachetools.cached(cache=dict())"],
    ["from cachetools.func import lfu_cache", "@lfu_cache(maxsize=None)"],
  ])("%s %s", (imports, decorator) => {
    expect(told(`${imports}\n${decorator}\ndef f(x):\n    return x\n${use}`)).toEqual(["2 LK302"]);
    const method = `${imports}\nclass A:\n    ${decorator}\n    def f(self, x):\n        return x\ndef scenario(tmp):\n    print(A().f(tmp))\n`;
    expect(told(method)).toEqual(["3 LK303"]);
  });

  it("are an information where the keys are few, or the limit is one", () => {
    expect(told(`import functools\n@functools.cache\ndef f(lang):\n    return lang\n`)).toEqual(["2 LK302 i"]);
    expect(told("import functools\nclass A:\n    @functools.lru_cache\n    def f(self):\n        return 1\n")).toEqual([
      "3 LK303 i",
    ]);
  });
});

describe("defaults, loops, weak references", () => {
  it("a default that grows", () => {
    expect(told("def f(x, seen=set()):\n    seen.add(x)\n    return x\n")).toEqual(["1 LK304"]);
    expect(
      told(
        "class A:\n    def f(self, x, all=[]):\n        self.all = all\n        self.all.append(x)\n        return x\n",
      ),
    ).toEqual(["2 LK304"]);
  });

  it("a queue that is only put to, of a module and of the one object", () => {
    expect(told("import asyncio\nQ = asyncio.Queue()\nasync def f(x):\n    await Q.put(x)\n    print(x)\n")).toEqual([
      "2 LK305",
    ]);
  });

  it("an endless loop, of an object of any life", () => {
    const loop =
      "class A:\n    def __init__(self):\n        self.seen = []\n    def run(self, source):\n        while True:\n            self.seen.append(source.get())\n";
    expect(told(loop)).toEqual(["6 LK305"]);
    expect(
      told(loop.replace("source.get())", "source.get())\n            if not self.ok:\n                break")),
    ).toEqual([]);
  });

  it("references in a list", () => {
    expect(
      told("import weakref\nREFS = []\ndef watch(x):\n    ref = weakref.ref(x)\n    REFS.append(ref)\n    print(x)\n"),
    ).toEqual(["2 LK306"]);
    expect(
      told("import weakref\nREFS = []\ndef watch(x):\n    REFS.append(weakref.ref(x, REFS.remove))\n    print(x)\n"),
    ).toEqual([]);
  });
});
