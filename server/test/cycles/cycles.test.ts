/** What is a reference cycle, and what only looks like one. Every claim here was made by running the program first. */
import { describe, expect, it } from "vitest";
import { cycleFacts } from "../../src/analysis/cycles/facts.js";
import { FileModel } from "../../src/analysis/model/file-model.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { createLinter, defaultSettings } from "../../src/lint/linter.js";
import { cycleGraph } from "../../src/rules/cycle/picture.js";
import { loadParser } from "../../src/syntax/parser.js";
import { found } from "./support.js";

const parser = await loadParser();
const linter = await createLinter();

const NODE = `class Node:
    def __init__(self, parent=None):
        self.parent = parent
        self.children = []
`;

describe("silent", () => {
  it.each([
    [
      "an exception that a helper detaches from its frames",
      `def detach(error):
    error.__traceback__ = None
def ask(source):
    failed = None
    try:
        source()
    except OSError as error:
        failed = error
    if failed is not None:
        detach(failed)
    return None
`,
    ],
    [
      "classes that know each other",
      `class Text: pass
class Bytes: pass
class Url: pass
class UrlBytes: pass
def link():
    pairs = ((Text, Bytes), (Url, UrlBytes))
    for text, binary in pairs:
        text.binary = binary
        binary.text = text
link()
`,
    ],
    ["a parent that is kept one way", `${NODE}    def child(self):\n        return Node(self)\n`],
    ["a tree of one class", `${NODE}    def add(self):\n        self.children.append(Node())\n`],
    [
      "a link that a method cuts which somebody calls",
      `${NODE}    def add(self):
        self.children.append(Node(self))
    def close(self):
        for child in self.children:
            child.parent = None
def run():
    node = Node()
    node.add()
    node.close()
`,
    ],
    [
      "a link that is cut in the same function",
      `${NODE}def run():
    a, b = Node(), Node()
    a.parent = b
    b.parent = a
    del a.parent
`,
    ],
    [
      "links on different branches",
      `${NODE}def link(a, b, up):
    if up:
        a.parent = b
    else:
        b.parent = a
`,
    ],
    [
      "a branch that returns",
      `${NODE}def link(a, b, up):
    if up:
        a.parent = b
        return
    b.parent = a
`,
    ],
    [
      "a list that is linked one way in a loop",
      `${NODE}def chain(n):
    last = None
    for _ in range(n):
        node = Node(last)
        last = node
    return last
`,
    ],
    [
      "a rotation, which moves the link",
      `class Tree:
    def rotate(self):
        if self.right is None:
            return self
        pivot = self.right
        self.right = pivot.left
        pivot.left = self
        return pivot
`,
    ],
    [
      "a descriptor, of which nobody knows what it keeps",
      `class Node:
    parent = Weak()
    def __init__(self, parent):
        self.parent = parent
        parent.children.append(self)
`,
    ],
    [
      "a property with a weak setter",
      `import weakref
class Node:
    def __init__(self, parent):
        self.parent = parent
        parent.children.append(self)
    @property
    def parent(self):
        return self._parent()
    @parent.setter
    def parent(self, parent):
        self._parent = weakref.ref(parent)
`,
    ],
    [
      "a registry of the class",
      `class Plugin:
    all = []
    def __init__(self):
        self.all.append(self)
`,
    ],
    [
      "an object of the module that is handed in",
      `class Bus:
    def __init__(self):
        self.handlers = []
    def subscribe(self, handler):
        self.handlers.append(handler)
BUS = Bus()
class Order:
    def __init__(self, bus):
        self.bus = bus
        bus.subscribe(self.paid)
    def paid(self): ...
def run():
    return Order(BUS)
`,
    ],
    [
      "a queue, which somebody empties",
      "class A:\n    def put(self):\n        self.queue.put_nowait(self.run)\n    def run(self): ...\n",
    ],
    [
      "a thread, which lets its target go",
      "import threading\nclass A:\n    def __init__(self):\n        self.thread = threading.Thread(target=self.run)\n    def run(self): ...\n",
    ],
    [
      "an own '__iter__' that iterates over something else",
      "class A:\n    def __init__(self, items):\n        self.items = items\n        self.it = iter(self)\n    def __iter__(self):\n        return iter(self.items)\n",
    ],
    ["items of an array", "import numpy\ndef f():\n    a = numpy.zeros(3)\n    a[...] = a\n"],
    ["a class, which is one all the same", "def deco(cls):\n    cls.make = lambda: cls()\n    return cls\n"],
    [
      "frames of callers",
      "import inspect\ndef f():\n    frame = inspect.currentframe()\n    while frame:\n        if frame.f_lineno:\n            return 1\n        frame = frame.f_back\n",
    ],
    [
      "an exception that is returned",
      "def f(job):\n    try:\n        return job()\n    except ValueError as e:\n        return e\n",
    ],
    [
      "an exception whose traceback goes",
      "def f(job):\n    p = None\n    try:\n        job()\n    except ValueError as e:\n        e.__traceback__ = None\n        p = e\n    return str(p)\n",
    ],
    [
      "an exception in a global",
      "ERRORS = []\ndef f(job):\n    try:\n        job()\n    except ValueError as e:\n        ERRORS.append(e)\n",
    ],
    [
      "a decorator with a recursive wrapper",
      "def deco(f):\n    def wrap(n):\n        return wrap(n - 1) if n else f()\n    return wrap\n@deco\ndef g(): ...\n",
    ],
    [
      "a recursive inner function made once",
      "def make():\n    def f(n):\n        return f(n - 1) if n else 0\n    return f\nf = make()\n",
    ],
  ])("on %s", (_, source) => {
    expect(found(source)).toEqual([]);
  });
});

describe("reported", () => {
  it.each([
    [
      "a child that its parent adds",
      `${NODE}    def add(self):\n        self.children.append(Node(self))\n`,
      ["3 LK201"],
    ],
    [
      "a cut that nobody calls, though the file makes the objects",
      `${NODE}    def add(self):
        self.children.append(Node(self))
    def close(self):
        self.children.clear()
def run():
    Node().add()
`,
      ["3 LK201"],
    ],
    [
      "what callers link through each other's methods",
      `class Car:
    def drive(self, driver):
        self.driver = driver
class Driver:
    def __init__(self, car):
        self.car = car
def run():
    car = Car()
    car.drive(Driver(car))
`,
      ["6 LK201"],
    ],
    [
      "a list that is linked both ways in a loop",
      `class Node:
    def __init__(self):
        self.before = self.after = None
def chain(n):
    last = None
    for _ in range(n):
        node = Node()
        node.before = last
        if last is not None:
            last.after = node
        last = node
`,
      ["8 LK201"],
    ],
    [
      "elements of a container by the same key",
      `${NODE}def link(nodes, pairs):
    for a, b in pairs:
        nodes[a].parent = nodes[b]
        nodes[b].children.append(nodes[a])
`,
      ["7 LK201"],
    ],
    [
      "a callback that sees a later variable",
      `class Button:
    def __init__(self, click):
        self.click = click
def make():
    def click():
        return button
    button = Button(click)
    return button
`,
      ["3 LK202"],
    ],
    [
      "a method bound by hand",
      "import types\nclass A:\n    def __init__(self, f):\n        self.f = types.MethodType(f, self)\n",
      ["4 LK202"],
    ],
    [
      "an object that is its own root",
      "class A:\n    def __init__(self, up=None):\n        self.root = self if up is None else up.root\n",
      ["3 LK202"],
    ],
    [
      "a finalizer in a cycle, once",
      "class A:\n    def __init__(self):\n        self.cb = self.m\n    def m(self): ...\n    def __del__(self): ...\n",
      ["3 LK206"],
    ],
    [
      "a value that holds its weak key",
      "import weakref\nCACHE = weakref.WeakKeyDictionary()\nclass Info:\n    def __init__(self, owner):\n        self.owner = owner\ndef info(owner):\n    CACHE[owner] = Info(owner)\n",
      ["7 LK205"],
    ],
    [
      "two exceptions of one function, each",
      "def f(jobs):\n    errors = []\n    for job in jobs:\n        try:\n            job()\n        except ValueError as e:\n            errors.append(e)\n        except KeyError as e:\n            errors.append(e)\n    return errors\n",
      ["7 LK203", "9 LK203"],
    ],
    [
      "an exception that is raised later",
      "def f(job):\n    p = None\n    try:\n        job()\n    except ValueError as e:\n        p = e\n    if p:\n        raise p\n",
      ["6 LK203"],
    ],
    [
      "an inner function that is lambda",
      "def f(n):\n    g = lambda k: g(k - 1) if k else 0\n    return g(n)\nfor n in range(3):\n    f(n)\n",
      ["2 LK204"],
    ],
  ])("%s", (_, source, expected) => {
    expect(found(source)).toEqual(expected);
  });

  it("with the way round in words, its steps, and what may cut it elsewhere", () => {
    const source = `${NODE}    def add(self):\n        self.children.append(Node(self))\n`;
    const [finding] = linter.lint("/p.py", source, defaultSettings(linter.rules)).findings;
    expect(finding?.message).toContain("Node.parent → Node.children → Node");
    expect(finding?.steps.map(({ message }) => message)).toEqual([
      "Node.parent refers to Node",
      "children[...] refers to Node",
    ]);
  });
});

describe("the analysis", () => {
  it("is linear in the size of a function, or gives it up", () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `    a.x${i % 50} = b; b.y${i % 40} = a; a, b = b, a`);
    const text = `def f(a, b):\n${lines.join("\n")}\n`;
    expect(cycleFacts(new FileModel(parser.parse(text), text, builtinCatalogue())).cycles.length).toBeLessThan(50);
  });

  it("stands recursion, and text that does not parse", () => {
    for (const text of [
      "class A:\n    def f(self, x):\n        self.x = x\n        return self.g(x)\n    def g(self, x):\n        return self.f(self)\n",
      "class A(A):\n    def f(self):\n        self.a.b.c = self\n",
      "def f(:\n    x = [\nclass\n",
      "def f():\n    x = (((lambda: x)()))\n    return [*x, **x]\n",
    ]) {
      expect(() => cycleFacts(new FileModel(parser.parse(text), text, builtinCatalogue()))).not.toThrow();
    }
  });
});

describe("the graph of a file", () => {
  it("has classes as nodes, attributes as edges, and marks the link that should be weak", () => {
    const text = `${NODE}    def add(self):\n        self.children.append(Node(self))\n`;
    const { nodes, edges } = cycleGraph(new FileModel(parser.parse(text), text, builtinCatalogue()));
    expect(nodes.map(({ label }) => label)).toEqual(["Node", "children"]);
    expect(edges.map(({ label, isBack }) => [label, isBack])).toEqual([
      [".parent", true],
      [".children", false],
      ["[...]", false],
    ]);
  });

  it("can be that of one place", () => {
    const other = "class B:\n    def __init__(self):\n        self.cb = self.m\n    def m(self): ...\n";
    const text = `${NODE}    def add(self):\n        self.children.append(Node(self))\n${other}`;
    const model = new FileModel(parser.parse(text), text, builtinCatalogue());
    expect(cycleGraph(model, text.indexOf("self.cb")).nodes.map(({ label }) => label)).toEqual(["B", "method B.m"]);
    expect(cycleGraph(model, 0).nodes).toEqual([]);
  });
});
