import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/base/text.js";
import { difference } from "../../src/lsp/fix-all.js";

const line = fc.constantFrom("a\n", "b\n", "a\r\n", "  b\r\n", "😀\n", "😁\r", "\r", "\n", "", "x = '😀'");
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join(""));

describe("difference", () => {
  test("its edits turn one text into the other", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyEdits(before, difference(before, after))).toBe(after);
      }),
    );
  });

  test("no edit begins or ends inside a surrogate pair or a line end", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const { start, end } of difference(before, after)) {
          for (const at of [start, end]) {
            expect(before.slice(at - 1, at + 1)).not.toBe("\r\n");
            expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(before.slice(Math.max(0, at - 1), at + 1))).toBe(false);
          }
        }
      }),
    );
  });

  test("what lies between two changes is left alone", () => {
    expect(difference("one\ntwo\nthree\n", "ONE\ntwo\nthREE\n")).toEqual([
      { start: 0, end: 3, text: "ONE" },
      { start: 10, end: 13, text: "REE" },
    ]);
  });

  test("equal texts have none", () => {
    expect(difference("a\n", "a\n")).toEqual([]);
  });
});
