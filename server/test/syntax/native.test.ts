import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import { Language, Parser } from "web-tree-sitter";
import { pythonFiles, standardLibrary, textOf } from "./python.js";

/** What is used of the native package, whose types are for another API. */
interface NativeNode {
  toString(): string;
}
interface NativeParser {
  setLanguage(language: unknown): void;
  parse(text: string, old: null, options: { bufferSize: number }): { readonly rootNode: NativeNode };
}

const require = createRequire(import.meta.url);

function loadNative(): { readonly parser: NativeParser | null; readonly reason: string } {
  try {
    const Native = require("tree-sitter") as new () => NativeParser;
    const parser = new Native();
    parser.setLanguage(require("tree-sitter-python"));
    return { parser, reason: "" };
  } catch (error) {
    return { parser: null, reason: String(error).split("\n")[0] ?? "" };
  }
}

const native = loadNative();
const library = standardLibrary();
const SNIPPETS = [
  "",
  "x = 1\n",
  "def f(:\n    pass\n",
  "match x:\n    case [1, *_] | {'a': b}: pass\n",
  "with (open(a) as f, b): f'{x!r:>{y}}'\n",
  "class A[T]:\n\n    async def é(self): await x # 😀\n",
  "print 'x'\nif x:\n    (\ny\n",
];

describe.skipIf(native.parser === null)(
  native.parser === null
    ? `skipped: the native tree-sitter cannot be loaded here (${native.reason})`
    : "native tree-sitter",
  () => {
    let wasm: Parser;
    beforeAll(async () => {
      await Parser.init();
      wasm = new Parser();
      wasm.setLanguage(
        await Language.load(readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm"))),
      );
    });

    /** The trees of both as s-expressions. */
    function both(text: string): readonly [string, string] {
      const ours = wasm.parse(text);
      if (!ours || !native.parser) throw new Error("no parser");
      const sexp = ours.rootNode.toString();
      ours.delete();
      const theirs = native.parser.parse(text, null, { bufferSize: text.length * 2 + 1024 });
      return [sexp, theirs.rootNode.toString()];
    }

    test.each(SNIPPETS)("has the same tree for %j", (text) => {
      const [ours, theirs] = both(text);
      expect(ours).toBe(theirs);
    });

    test.skipIf(library === null)("has the same trees for the standard library", { timeout: 300_000 }, () => {
      const different: string[] = [];
      let compared = 0;
      for (const file of pythonFiles(library ?? "").filter((_, index) => index % 3 === 0)) {
        const text = textOf(file);
        if (text === null) continue;
        const [ours, theirs] = both(text);
        if (ours !== theirs) different.push(file);
        compared++;
      }
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(100);
    });
  },
);
