import { describe, expect, it } from "vitest";
import type { Access } from "../../src/analysis/model/access.js";
import { FileModel } from "../../src/analysis/model/file-model.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";

const parser = await loadParser();

function modelOf(text: string): FileModel {
  return new FileModel(parser.parse(text), text, builtinCatalogue());
}

function textOf(model: FileModel, node: { readonly start: number; readonly end: number }): string {
  return model.text.slice(node.start, node.end);
}

/** What is done to the module's `x`, in order. */
function accessesOfX(...lines: string[]): string[] {
  const model = modelOf(`x = make()\n${lines.join("\n")}\n`);
  return model
    .usesOfName(model.root.scope, "x")
    .slice(1)
    .map(({ access }) => shown(model, access));
}

function shown(model: FileModel, access: Access): string {
  switch (access.kind) {
    case "bind":
      return access.value === null ? "bind" : `bind ${textOf(model, access.value)}`;
    case "augment":
      return `augment ${access.op}`;
    case "call":
      return `call ${access.method}`;
    case "attribute":
      return `attribute ${access.name}`;
    case "store-item":
    case "delete-item":
    case "load-item":
      return `${access.kind} ${textOf(model, access.index)}`;
    case "argument":
      return `argument ${access.at} of ${textOf(model, access.call.func)}`;
    case "alias":
      return `alias ${textOf(model, access.target)}`;
    default:
      return access.kind;
  }
}

describe("what is done to a name", () => {
  it.each([
    ["x = 1", ["bind 1"]],
    ["x: int = 1", ["bind 1"]],
    ["x, y = 1, 2", ["bind"]],
    ["for x in y: pass", ["bind"]],
    ["with y as x: pass", ["bind"]],
    ["x += [1]", ["augment +="]],
    ["del x", ["delete"]],
    ["x.append(1)", ["call append"]],
    ["x.size", ["attribute size"]],
    ["x['a'] = 1", ["store-item 'a'"]],
    ["x['a'] += 1", ["store-item 'a'"]],
    ["x['a'], y = 1, 2", ["store-item 'a'"]],
    ["del x[0], y", ["delete-item 0"]],
    ["print(x[0])", ["load-item 0"]],
    ["x()", ["invoke"]],
    ["f(1, x)", ["argument 1 of f"]],
    ["f(*a, x)", ["argument null of f"]],
    ["f(k=x)", ["argument k of f"]],
    ["f(*x)", ["argument null of f"]],
    ["f(x or [])", ["argument 0 of f"]],
    ["f(x if x else y)", ["argument 0 of f", "test"]],
    ["for y in x: pass", ["iterate"]],
    ["[y for y in x if x]", ["iterate", "test"]],
    ["1 in x", ["test"]],
    ["y = x", ["alias y"]],
    ["y.z = x", ["alias y.z"]],
    ["def f(): return x", ["return"]],
    ["with x: pass", ["enter"]],
    ["y = [x]", ["other"]],
  ])("%s", (source, expected) => {
    expect(accessesOfX(source).sort()).toEqual([...expected].sort());
  });
});

describe("units", () => {
  it("have names as Python has them, and what is evaluated outside belongs outside", () => {
    const model = modelOf(
      "class A(base()):\n    @deco(1)\n    def m(self, d=default()):\n        return lambda: inner()\n",
    );
    expect(model.units.map((unit) => unit.qualifiedName)).toEqual(["<module>", "A", "A.m", "A.m.<locals>.<lambda>"]);
    const calls = model.units.map((unit) => unit.calls.map((call) => textOf(model, call.func)));
    expect(calls).toEqual([["base"], ["deco", "default"], [], ["inner"]]);
  });

  it("know loops, statements and comprehension scopes around a node", () => {
    const model = modelOf("for a in b:\n    while c:\n        f([n.x for n in c])\n");
    const call = model.root.calls[0];
    if (call === undefined) throw new Error("no call");
    expect(model.root.loopsAround(call).map(({ kind }) => kind)).toEqual(["While", "For"]);
    expect(model.root.statementOf(call)?.kind).toBe("ExprStmt");
    const [attribute] = model.root.attributes;
    expect(attribute === undefined ? null : model.root.scopeOf(attribute).node.kind).toBe("Comprehension");
  });
});

describe("classes", () => {
  const SOURCE = `
import abc
class Base(abc.ABC):
    kind = "base"
    def __init__(self):
        self.items = []
    def add(self, item):
        self.items.append(item)
        def later():
            self.items.clear()
        return later
class Child(Base):
    def __init__(self, parent: "Base | None" = None):
        super().__init__()
        self.parent = parent
        self.friend = Base()
    @property
    def first(self): return self.items[0]
    @staticmethod
    def make(): return Child()
    @classmethod
    def other(cls): return cls()
def run(child: Child):
    child.friend.add(1)
    with child as c: c.add(2)
    child.make().add(3)
`;
  const model = modelOf(SOURCE);
  const child = model.classes.find(({ name }) => name === "Child");
  if (child === undefined) throw new Error("no class");

  it("have bases, methods of their kinds, and what is done to attributes", () => {
    expect(child.mro.map(({ name }) => name)).toEqual(["Child", "Base"]);
    expect(child.foreignBases).toEqual(["abc.ABC"]);
    expect(child.ownMethods.map(({ kind }) => kind)).toEqual(["instance", "property", "static", "class"]);
    expect(child.method("add")?.owner.name).toBe("Base");
    expect(child.usesOf("items").map(({ access }) => shown(model, access))).toEqual([
      "load-item 0",
      "bind []",
      "call append",
      "call clear",
    ]);
    expect(child.classAttribute("kind")?.kind).toBe("Constant");
  });

  it("are found for expressions", () => {
    const run = model.units.find((unit) => unit.qualifiedName === "run");
    if (run === undefined) throw new Error("no function");
    const callees = run.calls.map((call) => model.calleeOf(call, run)?.unit.qualifiedName ?? null);
    expect(callees).toEqual(["Base.add", null, "Base.add", "Child.make"]);
    expect(model.attributeClass(child, "friend")?.name).toBe("Base");
    expect(model.attributeClass(child, "parent")?.name).toBeUndefined();
  });

  it("are not guessed where bindings disagree", () => {
    const other = modelOf(
      "class A: pass\nclass B: pass\nx = A()\nif y:\n    x = B()\nx.m()\nz = A()\nz = None\nz.m()\n",
    );
    const classes = other.root.calls.map((call) =>
      call.func.kind === "Attribute" ? (other.classOf(call.func.value, other.root)?.name ?? null) : "-",
    );
    expect(classes).toEqual(["-", "-", null, "-", "A"]);
  });
});

describe("what functions return", () => {
  it("tells the class of a call, and a function that returns itself tells nothing", () => {
    const model = modelOf(
      "class A:\n    one = None\n    @classmethod\n    def get(cls):\n        if cls.one is None:\n            cls.one = cls()\n        return cls.one\n" +
        "def make() -> A: ...\ndef again(x): return again(x).go()\nx = x.strip()\nA.get().m()\nmake().m()\nagain(1).m()\nx.m()\n",
    );
    const classes = model.root.calls.flatMap(({ func }) =>
      func.kind === "Attribute" && func.attr.name === "m" ? [model.classOf(func.value, model.root)?.name ?? null] : [],
    );
    expect(classes).toEqual(["A", "A", null, null]);
  });
});
