/** Functions that are not run make no cycle: running all gives the same. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findCycles } from "../../src/analysis/cycles/find.js";
import { Functions } from "../../src/analysis/cycles/functions.js";
import { functionsToRun } from "../../src/analysis/cycles/roots.js";
import { FileModel } from "../../src/analysis/model/file-model.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";

const parser = await loadParser();
const fixtures = fileURLToPath(new URL("../../../test-fixtures/cases/", import.meta.url));

function modelOf(text: string): FileModel {
  return new FileModel(parser.parse(text), text, builtinCatalogue());
}

/** A callee's cycle may be found again, with other objects, in its callers: what counts are the links. */
function isSame(one: Found, other: Found): boolean {
  return one.kind === other.kind && one.places.some((place) => other.places.includes(place));
}

interface Found {
  readonly kind: string;
  readonly places: readonly number[];
}

function foundIn(text: string, all: boolean): readonly Found[] {
  const model = modelOf(text);
  const functions = model.units.filter(({ node }) => node.kind === "FunctionDef");
  const own = new Functions(model);
  const { cycles, keptKeys } = findCycles(own, all ? functions : functionsToRun(own));
  const found = cycles.map(({ kind, links }): Found => {
    const made = links.filter(({ implied }) => !implied);
    return { kind, places: made.map(({ place }) => place.range.start) };
  });
  return [...found, ...keptKeys.map(({ place }) => ({ kind: "key", places: [place.range.start] }))];
}

const files = readdirSync(fixtures, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".py"));

describe("what is not run", () => {
  it("finds nothing in the labelled programs", () => {
    const differing = files.filter((name) => {
      const text = readFileSync(fixtures + name, "utf8");
      const some = foundIn(text, false);
      const all = foundIn(text, true);
      return some.length !== all.length || all.some((one) => !some.some((other) => isSame(one, other)));
    });
    expect(differing).toEqual([]);
  });

  it.each([
    ["computes", "def area(a, b):\n    total = a * b\n    return round(total)\n", []],
    ["binds arguments to its object", "class A:\n    def __init__(self, b):\n        self.b = b\n", []],
    [
      "fills a container of its own",
      "def names(items):\n    found = []\n    for i in items:\n        found.append(i)\n    return found\n",
      [],
    ],
    [
      "handles an exception",
      "def f():\n    try:\n        g()\n    except ValueError as e:\n        print(e.args)\n",
      [],
    ],
    [
      "keeps an exception",
      "def f():\n    try:\n        g()\n    except ValueError as e:\n        kept = e\n    return 1\n",
      ["f"],
    ],
    ["binds an object to itself", "class A:\n    def m(self):\n        self.me = [self]\n", ["A.m"]],
    [
      "asks for the frame by another name",
      "from inspect import currentframe as here\ndef f():\n    frame = here()\n",
      ["f"],
    ],
    [
      "hands on what another binds",
      "class A:\n    def put(self, b):\n        self.b = b\n    def m(self):\n        self.put([self])\n",
      ["A.m"],
    ],
    [
      "binds a part of an object to the object",
      "class A:\n    def put(self, b):\n        self.b = b\n    def m(self):\n        self.put(self.c)\n        self.d = self.e[0] or [x for x in self.f]\n",
      [],
    ],
    [
      "binds a part to an object that may be a part of it",
      "def m(a):\n    b = a.b\n    b.c = a.b\n    a = b\n    a.d = b.e\n",
      ["m"],
    ],
    [
      "binds a method of the object to it",
      "class A:\n    def run(self):\n        pass\n    def m(self):\n        self.b = self.run\n",
      ["A.m"],
    ],
    [
      "binds a function that sees the object to it",
      "class A:\n    def m(self):\n        def run():\n            return self\n        self.b = run\n",
      ["A.m"],
    ],
    [
      "calls what makes a cycle by itself",
      "class A:\n    def __init__(self):\n        self.me = self\n    def start(self):\n        self.__init__()\ndef main():\n    a = A()\n    a.start()\n",
      ["A.__init__"],
    ],
    [
      "calls what makes a cycle of what a subclass says",
      "class A:\n    def make(self):\n        return None\n    def start(self):\n        self.child = self.make()\nclass B(A):\n    def make(self):\n        return [self]\ndef main():\n    b = B()\n    b.start()\n",
      ["A.start", "main"],
    ],
    ["binds by name", "def f(a):\n    setattr(a, 'me', a)\n", ["f"]],
    [
      "makes what a later variable holds",
      "class B:\n    def __init__(self, f):\n        self.f = f\ndef f():\n    def g():\n        return b\n    b = B(g)\n",
      ["f"],
    ],
  ] as const)("%s", (_, text, expected) => {
    expect(functionsToRun(new Functions(modelOf(text))).map(({ qualifiedName }) => qualifiedName)).toEqual(expected);
  });
});
