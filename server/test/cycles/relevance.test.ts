/** Functions that are not run make no cycle: running all gives the same. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Cycle, findCycles } from "../../src/analysis/cycles/find.js";
import { Functions } from "../../src/analysis/cycles/functions.js";
import { functionsToRun } from "../../src/analysis/cycles/relevance.js";
import { FileModel } from "../../src/analysis/model/file-model.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";

const parser = await loadParser();
const fixtures = fileURLToPath(new URL("../../../test-fixtures/cases/", import.meta.url));

function modelOf(text: string): FileModel {
  return new FileModel(parser.parse(text), text, builtinCatalogue());
}

function wordsOf(cycle: Cycle): string {
  const links = cycle.links.map(({ from, label, place }) => `${from.kind} ${label} ${place.range.start}`);
  const others = cycle.others.map(({ place }) => place.range.start);
  return [cycle.kind, cycle.unit.qualifiedName, ...links, ...cycle.cutters, ...others].join(", ");
}

function foundIn(text: string, all: boolean): readonly string[] {
  const model = modelOf(text);
  const functions = model.units.filter(({ node }) => node.kind === "FunctionDef");
  const { cycles, keptKeys } = findCycles(new Functions(model), all ? functions : functionsToRun(model));
  return [...cycles.map(wordsOf), ...keptKeys.map(({ place, links }) => `${place.range.start} ${links.length}`)];
}

const files = readdirSync(fixtures, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".py"));

describe("what is not run", () => {
  it("finds nothing in the labelled programs", () => {
    const differing = files.filter((name) => {
      const text = readFileSync(fixtures + name, "utf8");
      return foundIn(text, false).join("\n") !== foundIn(text, true).join("\n");
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
      "class A:\n    def put(self, b):\n        self.b = b\n    def m(self):\n        self.put(self.c)\n",
      ["A.m"],
    ],
    ["binds by name", "def f(a):\n    setattr(a, 'me', a)\n", ["f"]],
    [
      "makes what a later variable holds",
      "class B:\n    def __init__(self, f):\n        self.f = f\ndef f():\n    def g():\n        return b\n    b = B(g)\n",
      ["f"],
    ],
  ] as const)("%s", (_, text, expected) => {
    expect(functionsToRun(modelOf(text)).map(({ qualifiedName }) => qualifiedName)).toEqual(expected);
  });
});
