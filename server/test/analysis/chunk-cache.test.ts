/** What is remembered of a file's functions and classes from one text to the next. */
import { describe, expect, it } from "vitest";
import { ChunkCache } from "../../src/analysis/ownership/chunk-cache.js";
import { builtinCatalogue } from "../../src/catalogue/catalogue.js";
import { loadParser } from "../../src/syntax/parser.js";

const parser = await loadParser();
const catalogue = builtinCatalogue();

/** The functions of the last text that are remembered as clean, all of the first one having been so. */
function remembered(first: string, ...edited: readonly string[]): readonly string[] {
  const cache = new ChunkCache();
  let names: readonly string[] = [];
  for (const text of [first, ...edited]) {
    const module = parser.parse(text);
    const generation = cache.begin(module, text, catalogue);
    const functions = module.body.filter((stmt) => stmt.kind === "FunctionDef");
    names = functions.filter((stmt) => generation.of(stmt).isClean).map(({ name }) => name.name);
    if (text === first) for (const stmt of functions) generation.of(stmt).isClean = true;
  }
  return names;
}

const TEXT = `import os
LIMIT = 3
def one():
    return os.getcwd()
def two():
    return one()
def three():
    return LIMIT
`;

describe("a function is remembered", () => {
  it.each([
    ["where nothing changed", TEXT, ["one", "two", "three"]],
    ["where what it calls changed, not at all", TEXT.replace("getcwd", "getpid"), ["three"]],
    ["where an import came that it does not mention", `import weakref\n${TEXT}`, ["one", "two", "three"]],
    ["where an import changed, unless it leads there", TEXT.replace("import os", "import os2 as os"), ["three"]],
    ["where the code between changed, not at all", TEXT.replace("LIMIT = 3", "LIMIT = 4"), []],
    [
      "where the code between mentions a new import, not at all",
      TEXT.replace("LIMIT = 3", "import os.path as p\nLIMIT = p.sep"),
      [],
    ],
  ] as const)("%s", (_, second, expected) => {
    expect(remembered(TEXT, second)).toEqual(expected);
  });

  it("over several texts, though it was not asked for in between", () => {
    const between = TEXT.replace("return LIMIT", "return 1");
    expect(remembered(TEXT, between, TEXT)).toEqual(["one", "two"]);
  });
});
