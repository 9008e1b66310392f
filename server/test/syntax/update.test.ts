import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { applyEdits, type Edit } from "../../src/base/text.js";
import { loadParser, type PythonParser } from "../../src/syntax/parser.js";
import { pythonFiles, standardLibrary, textOf } from "./python.js";

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

const EXAMPLE = `"""Doc."""
import os  # first

class A(Base):
    """A."""
    # members

    @property
    def one(self):
        # inside one
        return os.path  # yes

    x = 1

    def two(self, a, *b, c=2):
        with open(a) as f:
            return f"{f.read()!r:>{c}}"
    # end of A

def helper(p):
    for i in range(3):
        print(i)
    else:
        pass

from ... import level
y = [n for n in A().two(1)]
# last
`;

const INSERTIONS = [
  "\n",
  "x",
  "(",
  ")",
  '"',
  '"""',
  "    ",
  "#",
  ":",
  " = 1",
  "def f():\n    pass\n",
  "else:",
  "\\",
  "é",
  "\r",
];

function edited(text: string, seeds: readonly (readonly [number, number, number])[]): { text: string; edits: Edit[] } {
  const edits: Edit[] = [];
  let from = 0;
  for (const [place, length, what] of [...seeds].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, Math.floor(place * text.length));
    const end = Math.min(text.length, start + length);
    if (start > text.length) break;
    edits.push({ start, end, text: INSERTIONS[what % (INSERTIONS.length + 1)] ?? "" });
    from = end + 1;
  }
  return { text: applyEdits(text, edits), edits };
}

const SEED = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 30 }), fc.nat({ max: 100 }));
const STEPS = fc.array(fc.array(SEED, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

describe("variant", () => {
  test("yields what a fresh parse yields, after any edits, and leaves the file as it was", () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const file = parser.open(EXAMPLE);
        for (const seeds of steps) {
          const { text, edits } = edited(EXAMPLE, seeds);
          expect(file.variant(edits)).toEqual(parser.parse(text));
        }
        expect(file.module).toEqual(parser.parse(EXAMPLE));
        const [seeds = []] = steps;
        const { text, edits } = edited(EXAMPLE, seeds);
        const after = file.update(text, edits);
        expect(after.module).toEqual(parser.parse(text));
        after.dispose();
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test("keeps what stands between two edits", () => {
    const file = parser.open(EXAMPLE);
    const edits = ["import os", "y = ["].map((text) => {
      const start = EXAMPLE.indexOf(text);
      return { start, end: start + 1, text: EXAMPLE[start] ?? "" };
    });
    const { body } = file.variant(edits);
    expect(body.map((stmt, index) => stmt === file.module.body[index])).toEqual([true, false, true, true, true, false]);
    file.dispose();
  });

  test("works where an edit changes what the grammar gets to see before it, and on a file disposed of", () => {
    const file = parser.open("a = type\nb = 1\n");
    const edits = [{ start: 8, end: 8, text: "(x)" }];
    const expected = parser.parse("a = type(x)\nb = 1\n");
    expect(file.variant(edits)).toEqual(expected);
    file.dispose();
    expect(file.variant(edits)).toEqual(expected);
  });
});

describe("update", () => {
  test("yields what a fresh parse yields, after any edits", () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        let file = parser.open(EXAMPLE);
        for (const seeds of steps) {
          const { text, edits } = edited(file.text, seeds);
          file = file.update(text, edits);
          expect(file.module).toEqual(parser.parse(text));
        }
        file.dispose();
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  const library = standardLibrary();
  test.skipIf(library === null)(
    library === null ? "skipped: no python3 to take files from" : "yields what a fresh parse yields, on real files",
    { timeout: 300_000 },
    () => {
      const texts = pythonFiles(library ?? "")
        .filter((_, index) => index % 40 === 0)
        .map(textOf)
        .filter((text) => text !== null && text.length < 60_000);
      expect(texts.length).toBeGreaterThan(5);
      fc.assert(
        fc.property(fc.constantFrom(...texts), STEPS, (start, steps) => {
          let file = parser.open(start ?? "");
          for (const seeds of steps.slice(0, 3)) {
            const { text, edits } = edited(file.text, seeds);
            file = file.update(text, edits);
            expect(file.module).toEqual(parser.parse(text));
          }
          file.dispose();
        }),
        { numRuns: 60, seed: 6 },
      );
    },
  );

  test("keeps the very objects of statements before an edit, and of those behind one that moves nothing", () => {
    const before = parser.open(EXAMPLE);
    const at = EXAMPLE.indexOf("range");
    const text = EXAMPLE.replace("range", "slice");
    const after = before.update(text, [{ start: at, end: at + 5, text: "slice" }]);
    const kept = after.module.body.map((stmt, index) => stmt === before.module.body[index]);
    expect(kept).toEqual([true, true, true, false, true, true]);
    after.dispose();
  });

  test("keeps the other members of a class", () => {
    const before = parser.open(EXAMPLE);
    const at = EXAMPLE.indexOf("x = 1");
    const text = applyEdits(EXAMPLE, [{ start: at, end: at + 1, text: "z" }]);
    const after = before.update(text, [{ start: at, end: at + 1, text: "z" }]);
    const [old, now] = [before.module.body[2], after.module.body[2]];
    if (old?.kind !== "ClassDef" || now?.kind !== "ClassDef") throw new Error("not the class");
    expect(now.body.map((stmt, index) => stmt === old.body[index])).toEqual([true, true, false, true]);
    after.dispose();
  });

  test("moves what stands behind an insertion", () => {
    const before = parser.open(EXAMPLE);
    const after = before.update(`\n${EXAMPLE}`, [{ start: 0, end: 0, text: "\n" }]);
    expect(after.module).toEqual(parser.parse(`\n${EXAMPLE}`));
    expect(after.module.body.map((stmt) => stmt.start)).toEqual(before.module.body.map((stmt) => stmt.start + 1));
    after.dispose();
  });

  test("works on a file that was disposed of, or updated before, from scratch", () => {
    const file = parser.open("a = 1\n");
    file.dispose();
    file.dispose();
    const again = file.update("a = 2\n", [{ start: 4, end: 5, text: "2" }]);
    expect(again.module).toEqual(parser.parse("a = 2\n"));
    const third = again.update("a = 3\n", []);
    expect(again.update("a = 4\n", []).module).toEqual(parser.parse("a = 4\n"));
    expect(third.module).toEqual(parser.parse("a = 3\n"));
    third.dispose();
  });

  test("lets an error that is mended leave nothing behind", () => {
    const member = (index: number): string =>
      `    def test_${index}(self):\n        return [f"{self}", {"a": ${index}}]\n\n`;
    const whole = `class A:\n${Array.from({ length: 60 }, (_, index) => member(index)).join("")}`;
    for (let cut = 20; cut < whole.length; cut += 37) {
      const broken = parser.open(whole.slice(0, cut));
      const mended = broken.update(whole, []);
      expect(mended.module.problems).toEqual([]);
      const longer = mended.update(whole.slice(0, -9), []);
      expect(longer.module).toEqual(parser.parse(whole.slice(0, -9)));
      longer.dispose();
    }
  });

  test("sees through what the grammar does not get to see", () => {
    let file = parser.open("typ_(x).y = 1\r\nb = 2\n");
    for (const text of ["type(x).y = 1\r\nb = 2\n", "type(x).y = 1\rb = 2\n", "type(x).y = 1\r\n\rb = 2\n", ""]) {
      file = file.update(text, []);
      expect(file.module).toEqual(parser.parse(text));
    }
    file.dispose();
  });
});
