/** The injection grammar, run by the engine that editors use, on a Python grammar that knows comments only. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
const path = new URL("../../../syntaxes/leaklint-comments.tmLanguage.json", import.meta.url);

const python = {
  scopeName: "source.python",
  patterns: [
    { name: "string.quoted", begin: '"', end: '"' },
    // Begin and end, as Python grammars have it, so that injections apply inside.
    { name: "comment.line.number-sign.python", begin: "#", end: "$" },
  ],
};

async function grammar(): Promise<textmate.IGrammar> {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === "source.python"
        ? textmate.parseRawGrammar(JSON.stringify(python), "python.json")
        : textmate.parseRawGrammar(readFileSync(path, "utf8"), "leaklint.json"),
    getInjections: (scope) => (scope === "source.python" ? ["leaklint.comments"] : undefined),
  });
  const loaded = await registry.loadGrammar("source.python");
  if (loaded === null) throw new Error("no grammar");
  return loaded;
}

const loaded = grammar();

/** The parts of a line that the grammar marks, each with the first word of its scope. */
async function marked(line: string): Promise<string[]> {
  const { tokens } = (await loaded).tokenizeLine(line, textmate.INITIAL);
  return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const scope = scopes.at(-1) ?? "";
    const isMark = scope.endsWith(".leaklint") && !scope.startsWith("meta") && !scope.startsWith("punctuation");
    return isMark ? [`${line.slice(startIndex, endIndex)}=${scope.split(".")[0]}`] : [];
  });
}

describe("comments that are marked", () => {
  test.each([
    ["x = 1  # leaklint: ignore[LK101] reason", "leaklint=keyword ignore=keyword LK101=constant"],
    ["# leaklint: ignore", "leaklint=keyword ignore=keyword"],
    [
      "#leaklint:ignore[LK101, unclosed-resource]",
      "leaklint=keyword ignore=keyword LK101=constant unclosed-resource=constant",
    ],
    ["# leaklint: ignore-file[LK1]", "leaklint=keyword ignore-file=keyword LK1=constant"],
    ["# type: ignore  # leaklint: ignore[LK102]", "leaklint=keyword ignore=keyword LK102=constant"],
    ["# noqa: LK101", "noqa=keyword LK101=constant"],
    ["# NOQA: E501, LK101", "NOQA=keyword LK101=constant"],
  ])("%s", async (line, expected) => {
    expect((await marked(line)).join(" ")).toBe(expected);
  });
});

describe("comments that are not", () => {
  test.each([
    "# noqa",
    "# noqa: E501",
    "# leaklint is a linter",
    '"# leaklint: ignore[LK101]"',
    "leaklint: ignore",
    "# LK101",
  ])("%s", async (line) => {
    expect(await marked(line)).toEqual([]);
  });
});
