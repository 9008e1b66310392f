import { expect, test } from "vitest";
import type { Module } from "../../src/syntax/ast.js";
import { loadParser } from "../../src/syntax/parser.js";
import { pseudoRandom, pythonFiles, standardLibrary, textOf } from "./python.js";

const library = standardLibrary();

test.skipIf(library === null)(
  library === null ? "skipped: no python3 to take files from" : "files cut off anywhere parse, the same way twice",
  { timeout: 300_000 },
  async () => {
    const parser = await loadParser();
    const random = pseudoRandom(11);
    let cuts = 0;
    for (const file of pythonFiles(library ?? "").filter((_, index) => index % 12 === 0)) {
      const text = textOf(file);
      if (text === null || text.length > 100_000) continue;
      for (let round = 0; round < 4; round++) {
        const cut = text.slice(0, Math.floor(random() * text.length));
        const module = parser.parse(cut);
        expect(ordered(module, cut), file).toBe(true);
        if (round === 0) expect(parser.parse(cut)).toEqual(module);
        cuts++;
      }
    }
    expect(cuts).toBeGreaterThan(100);
  },
);

/** Whether statements, comments and problems stand in order and inside the text. */
function ordered(module: Module, text: string): boolean {
  const inside = [module.body, module.comments].every((nodes) =>
    nodes.every((node, index) => {
      const before = nodes[index - 1]?.end ?? 0;
      return node.start >= before && node.end >= node.start && node.end <= text.length;
    }),
  );
  const comments = module.comments.every((one) => one.text === text.slice(one.start, one.end) && one.text[0] === "#");
  return inside && comments && module.problems.every((one) => one.start <= one.end && one.end <= text.length);
}
