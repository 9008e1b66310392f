import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { loadParser } from "../../src/syntax/parser.js";
import { dumpWords } from "./dump.js";
import { astDump, pythonFiles, standardLibrary, textOf } from "./python.js";

const library = standardLibrary();

/** Files that CPython's parser accepts and its compiler does not: here they need not parse. */
const EXCEPTIONS = new Set(["badsyntax_future8.py"]);

test.skipIf(library === null)(
  library === null ? "skipped: no python3 to compare with" : "has the trees and positions of CPython's own parser",
  { timeout: 300_000 },
  async () => {
    const parser = await loadParser();
    const files = pythonFiles(library ?? "");
    const digests = astDump("hash", files);
    expect(digests).toHaveLength(files.length);
    const wrong: string[] = [];
    let same = 0;
    files.forEach((file, index) => {
      const text = textOf(file);
      if (digests[index] === "-" || EXCEPTIONS.has(file.replace(/.*\//, ""))) return;
      if (text === null) {
        wrong.push(`${file}: not decoded`);
        return;
      }
      const module = parser.parse(text);
      const positions = /^[\0-\x7f]*$/.test(text);
      const words = dumpWords(module, { positions, strings: !text.includes("\\N{") });
      const digest = createHash("md5")
        .update(Buffer.from(words.join("\n"), "utf16le"))
        .digest("hex");
      if (module.problems.length > 0) wrong.push(`${file}: ${module.problems[0]?.message}`);
      else if (digest !== digests[index]) wrong.push(`${file}: ${firstDifference(words, file)}`);
      else same++;
    });
    expect(wrong).toEqual([]);
    expect(same).toBeGreaterThan(files.length * 0.9);
  },
);

function firstDifference(words: readonly string[], file: string): string {
  const theirs = astDump("text", [file]);
  const ours = words.join("\n").split("\n");
  const at = ours.findIndex((word, index) => word !== theirs[index]);
  const from = Math.max(0, at - 10);
  return `CPython: ${theirs.slice(from, at + 10).join(" ")}; here: ${ours.slice(from, at + 10).join(" ")}`;
}
