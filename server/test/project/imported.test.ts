/** Classes and functions of other files are looked into: the same program in one file and in several is told the same. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Workplace } from "../cli/support.js";

let workplace: Workplace;

beforeEach(() => {
  workplace = new Workplace();
  workplace.write("pyproject.toml", "");
});
afterEach(() => workplace.remove());

type Files = Readonly<Record<string, string>>;

interface Told {
  readonly rule: string;
  readonly level: string;
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly steps: readonly { readonly path: string; readonly range: { readonly start: { readonly line: number } } }[];
}

async function findingsOf(files: Files, ...args: string[]): Promise<readonly Told[]> {
  for (const [name, text] of Object.entries(files)) workplace.write(name, text);
  const { out } = await workplace.run(["check", "--format", "json", ...args]);
  return (JSON.parse(out) as { findings: Told[] }).findings;
}

/** The findings of a project, as `path:line rule level`. */
async function told(files: Files, ...args: string[]): Promise<string[]> {
  const found = await findingsOf(files, ...args);
  return found.map(({ path, range, rule, level }) => `${path}:${range.start.line} ${rule} ${level}`);
}

const CHILD = `class Node:
    def __init__(self, parent=None):
        self.parent = parent


class Child(Node):
    def __init__(self, parent, title):
        super().__init__(parent)
        self.title = title
`;

const PARENT = `class Parent:
    def __init__(self):
        self.children = []

    def add(self, title):
        child = Child(self, title)
        self.children.append(child)
        return child
`;

const USE = 'def use():\n    parent = Parent()\n    return parent.add("a").title\n';

const BUS = `class Bus:
    def __init__(self):
        self._subs = {}

    def subscribe(self, topic, listener):
        self._subs.setdefault(topic, []).append(listener)

    def unsubscribe(self, topic, listener):
        self._subs[topic].remove(listener)

    def emit(self, topic):
        for listener in list(self._subs.get(topic, ())):
            listener()


bus = Bus()
`;

const PANEL = `class Panel:
    def __init__(self):
        bus.subscribe("x", self.changed)

    def changed(self):
        print("changed")


def show():
    return Panel()
`;

const WORKER = `import threading


class Poller:
    def __init__(self):
        self._halt = threading.Event()
        self._thread = None

    def start(self):
        self._thread = threading.Thread(target=self._loop)
        self._thread.start()

    def _loop(self):
        while not self._halt.wait(1):
            print("tick")

    def stop(self):
        self._halt.set()
        self._thread.join()


def forever(queue):
    while True:
        print(queue.get())
`;

describe("a cycle whose parts are defined in two files", () => {
  const files = {
    "child.py": CHILD,
    "parent.py": `from child import Child\n\n\n${PARENT}`,
    "use.py": `from parent import Parent\n\n\n${USE}`,
  };

  it("is told once, where the objects come together, and leads to the link in the other file", async () => {
    const found = await findingsOf(files);
    expect(found.map(({ path, range, rule, level }) => `${path}:${range.start.line} ${rule} ${level}`)).toEqual([
      "parent.py:9 LK201 warning",
    ]);
    expect(found[0]?.message).toContain("Child.parent → Parent.children → Child");
    expect(found[0]?.steps.map(({ path, range }) => `${path}:${range.start.line}`)).toContain("child.py:3");
  });

  it.each([
    [
      "by a package",
      {
        "pkg/__init__.py": "",
        "pkg/child.py": CHILD,
        "parent.py": `import pkg.child as c\n\n\n${PARENT.replace("Child(", "c.Child(")}`,
      },
    ],
    [
      "relatively",
      {
        "pkg/__init__.py": "",
        "pkg/child.py": CHILD,
        "pkg/parent.py": `from . import child as c\n\n\n${PARENT.replace("Child(", "c.Child(")}`,
      },
    ],
    [
      "through a re-export",
      {
        "pkg/__init__.py": "from .child import Child\n",
        "pkg/child.py": CHILD,
        "parent.py": `from pkg import Child\n\n\n${PARENT}`,
      },
    ],
    [
      "through a star",
      {
        "pkg/__init__.py": "from .child import *\n",
        "pkg/child.py": CHILD,
        "parent.py": `from pkg import *\n\n\n${PARENT}`,
      },
    ],
    [
      "under an alias",
      { "child.py": `${CHILD}\n\nKid = Child\n`, "parent.py": `from child import Kid as Child\n\n\n${PARENT}` },
    ],
  ] satisfies [string, Files][])("is found where the class is imported %s", async (_, some) => {
    expect((await told(some)).map((line) => line.slice(line.indexOf(" ") + 1))).toEqual(["LK201 warning"]);
  });

  it("is told once where the files import each other", async () => {
    const circular = {
      "child.py": `from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from parent import Parent\n\n\n${CHILD.replace("(self, parent, title)", '(self, parent: "Parent", title)')}`,
      "parent.py": `from child import Child\n\n\n${PARENT}`,
    };
    expect(await told(circular)).toEqual(["parent.py:9 LK201 warning"]);
  });

  it("is found by whoever links two classes of others", async () => {
    const some = {
      "item.py": "class Item:\n    def place(self, order):\n        self.order = order\n",
      "order.py":
        "class Order:\n    def __init__(self):\n        self.items = []\n\n    def add(self, item):\n        self.items.append(item)\n",
      "use.py":
        "from item import Item\nfrom order import Order\n\n\ndef use():\n    order = Order()\n    item = Item()\n    order.add(item)\n    item.place(order)\n    return len(order.items)\n",
    };
    expect(await told(some)).toEqual(["use.py:9 LK201 warning"]);
  });

  it.each([
    [
      "the other file refers weakly",
      { "child.py": `import weakref\n\n\n${CHILD.replace("= parent\n", "= weakref.ref(parent)\n")}` },
    ],
    [
      "the other file cuts it",
      {
        "child.py": `${CHILD}\n    def detach(self):\n        self.parent = None\n`,
        "use.py": `from parent import Parent\n\n\n${USE}\n\ndef end(child):\n    child.detach()\n`,
      },
    ],
    [
      "a third one cuts it",
      { "use.py": `from parent import Parent\n\n\n${USE}\n\ndef end(child):\n    child.parent = None\n` },
    ],
  ] satisfies [string, Files][])("is none where %s", async (_, some) => {
    expect(await told({ ...files, ...some })).toEqual([]);
  });
});

it("a property of a class in another file takes no object", async () => {
  const files = {
    "refs.py": `class Reference:
    def __init__(self, repo):
        self.repo = repo

    def _name(self):
        return "main"

    def _write(self, to):
        print(to)

    target = property(_name, _write)
`,
    "use.py": "from refs import Reference\n\n\ndef use(repo):\n    repo.head.target = Reference(repo)\n",
  };
  expect(await told(files)).toEqual([]);
});

describe("a listener of a publisher in another file", () => {
  const files = { "bus.py": BUS, "panel.py": `from bus import bus\n\n\n${PANEL}` };

  it("is told where it is registered, with what the publisher offers against it", async () => {
    const [found, ...others] = await findingsOf(files);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: "LK401", level: "warning", path: "panel.py" });
    expect(found?.message).toContain('bus.unsubscribe("x", self.changed)');
    expect(found?.steps.map(({ path, range }) => `${path}:${range.start.line}`)).toContain("bus.py:6");
  });

  it("may be one of a function of the module", async () => {
    const hooks =
      "_hooks = []\n\n\ndef add_hook(hook):\n    _hooks.append(hook)\n\n\ndef fire():\n    for hook in _hooks:\n        hook()\n";
    const some = {
      "hooks.py": hooks,
      "panel.py": `import hooks\n\n\n${PANEL.replace('bus.subscribe("x", self.changed)', "hooks.add_hook(self.changed)")}`,
    };
    expect(await told(some)).toEqual(["panel.py:6 LK401 warning"]);
  });

  it.each([
    [
      "its own method unregisters it",
      {
        "panel.py": `from bus import bus\n\n\n${PANEL.replace("\n\n\ndef", '\n\n    def close(self):\n        bus.unsubscribe("x", self.changed)\n\n\ndef')}`,
      },
    ],
    [
      "another file unregisters it",
      {
        "end.py":
          'from bus import bus\nfrom panel import show\n\n\ndef end(panel):\n    bus.unsubscribe("x", panel.changed)\n',
      },
    ],
    [
      "the publisher goes with it",
      {
        "panel.py": `from bus import Bus\n\n\n${PANEL.replace("bus.subscribe(", "bus = Bus()\n        bus.subscribe(")}`,
      },
    ],
  ] satisfies [string, Files][])("is none where %s", async (_, some) => {
    expect(await told({ ...files, ...some })).toEqual([]);
  });
});

describe("a thread of another file", () => {
  it("is told where nobody stops the object that runs it", async () => {
    const use = "from worker import Poller\n\n\ndef use():\n    poller = Poller()\n    poller.start()\n    print(1)\n";
    expect(await told({ "worker.py": WORKER, "use.py": use })).toEqual(["use.py:5 LK501 warning"]);
    expect(await told({ "use.py": `${use}    poller.stop()\n` })).toEqual([]);
  });

  it("is told where its function goes on for ever, with the file of the loop", async () => {
    const use =
      "import queue\nimport threading\nfrom worker import forever\n\n\ndef use():\n    threading.Thread(target=forever, args=(queue.Queue(),)).start()\n";
    const [found, ...others] = await findingsOf({ "worker.py": WORKER, "use.py": use });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: "LK501", level: "warning", path: "use.py" });
    expect(found?.message).toContain("the loop on line 23 of worker.py");
  });
});

it("what is found depends neither on the order nor on what else is linted", async () => {
  const files: Record<string, string> = { "child.py": CHILD, "bus.py": BUS, "worker.py": WORKER };
  for (let index = 0; index < 6; index++) {
    const name = String.fromCharCode(97 + index);
    files[`${name}.py`] =
      `from bus import bus\nfrom child import Child\nfrom worker import Poller\n\n\n${PARENT}\n\n${PANEL}`;
  }
  const all = await told(files);
  expect(all.length).toBe(12);
  const single: string[] = [];
  for (const name of Object.keys(files).sort()) single.push(...(await told({}, name)));
  expect(single).toEqual(all);
});

it("functions of another file that call each other do the same, whoever is asked first", async () => {
  const tree = `class Node:
    def __init__(self, parent):
        self.parent = parent
        self.children = []


def grow(node, depth):
    child = Node(node)
    node.children.append(child)
    return branch(child, depth - 1)


def branch(node, depth):
    return grow(node, depth) if depth else leaf(node)


def leaf(node):
    node.leaves = [grow(node, 0)]
    return node
`;
  const user = (name: string): string => `from tree import Node, ${name}


class Root(Node):
    def __init__(self):
        super().__init__(None)
        self.top = self.plant()

    def plant(self):
        return ${name}(self, 2)
`;
  const files: Files = {
    "tree.py": tree,
    "a.py": user("branch"),
    "b.py": user("grow"),
    "c.py": user("branch"),
    "d.py": user("grow"),
  };
  const all = await told(files);
  expect(all.length).toBeGreaterThan(0);
  const single: string[] = [];
  for (const name of Object.keys(files).sort().reverse()) single.push(...(await told({}, name)));
  expect(single.sort()).toEqual([...all].sort());
});
