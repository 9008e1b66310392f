import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { statisticsReport } from "../../src/report/statistics.js";
import { conciseReport, textReport } from "../../src/report/text.js";
import { findingOn, sampleRun } from "./sample.js";

function excerpt(text: string, part: string): { source: string; caret: string } {
  const run = sampleRun({ files: [{ path: "/w/a.py", text, findings: [findingOn(text, part, { steps: [] })] }] });
  const lines = textReport(run, {}).split("\n");
  const at = lines.findIndex((line) => line.includes("^"));
  return { source: lines[at - 1] ?? "", caret: lines[at] ?? "" };
}

/** What stands above the carets, by columns of a terminal. */
function underlined({ source, caret }: { source: string; caret: string }): string {
  const from = caret.indexOf("^");
  const to = caret.lastIndexOf("^") + 1;
  let column = 0;
  let result = "";
  for (const { segment: character } of new Intl.Segmenter().segment(source)) {
    if (column >= from && column < to) result += character;
    column += stringWidth(character);
  }
  return result;
}

describe("text", () => {
  it("shows place, source, steps, fix and a summary", () => {
    expect(textReport(sampleRun(), {})).toMatchInlineSnapshot(`
      "a dir/ü#1.py:2:9: warning LK101 unclosed-resource: File 'f' is never closed
        |
      1 | def f(p):
      2 |     f = open(p)
        |         ^^^^^^^
      3 |     return f.read()
        = line 2: acquired here
        = line 3: returns <here> & leaks
        = fix available (--fix): Use 'with' for 'f'

      a dir/ü#1.py:3:12: hint LK601 no-slow: File 'f' is never closed
        |
      2 |     f = open(p)
      3 |     return f.read()
        |            ^^^^^^^^

      2 findings (1 warning, 1 hint) in 1 file; 1 fixable with --fix; 1 error
      "
    `);
  });

  it.each([
    ["tabs", "if x:\n\ty = 1; z = open(p)\n"],
    ["wide characters", 's = "日本語"; f = open(p)\n'],
    ["combined characters", 's = "e\u0301🧑‍🚀"; f = open(p)\n'],
    ["CRLF", "x = 1\r\nf = open(p)\r\n"],
    ["no line end", "f = open(p)"],
    ["a long line", `x = "${"a".repeat(500)}"; f = open(p); y = "${"b".repeat(500)}"\n`],
  ])("underlines exactly, with %s", (_, text) => {
    const shown = excerpt(text, "open(p)");
    expect(underlined(shown)).toBe("open(p)");
    expect(stringWidth(shown.source)).toBeLessThan(180);
  });

  it("underlines the first line of a range of several", () => {
    expect(excerpt("f = open(\n    p)\n", "open(\n    p)").caret).toBe("  |     ^^^^^");
  });

  it("lets no control character through", () => {
    const text = "f = open('\u001b[31m\u0007')\n";
    const run = sampleRun({
      files: [{ path: "/w/a.py", text, findings: [findingOn(text, "open", { message: "\u001b[2J" })] }],
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the question
    expect(textReport(run, {})).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it("has colours when asked", () => {
    expect(textReport(sampleRun(), { color: true })).toContain("\u001b[33m");
    expect(textReport(sampleRun(), { color: false })).not.toContain("\u001b");
  });

  it("says when there is nothing", () => {
    expect(textReport(sampleRun({ files: [], errors: [] }), {})).toBe("No findings in 3 files\n");
    expect(textReport(sampleRun({ files: [], errors: [], checked: 0 }), {})).toBe("No Python files found\n");
    expect(textReport(sampleRun({ files: [], errors: [] }), { quiet: true })).toBe("");
  });
});

describe("concise", () => {
  it("has a line a finding", () => {
    expect(conciseReport(sampleRun(), {})).toBe(
      [
        "a dir/ü#1.py:2:9: warning LK101 unclosed-resource: File 'f' is never closed [fixable]",
        "a dir/ü#1.py:3:12: hint LK601 no-slow: File 'f' is never closed",
        "2 findings (1 warning, 1 hint) in 1 file; 1 fixable with --fix; 1 error",
        "",
      ].join("\n"),
    );
  });
});

describe("statistics", () => {
  it("count by rule", () => {
    expect(statisticsReport(sampleRun(), { quiet: true })).toBe(
      "1  LK101  unclosed-resource (1 fixable)\n1  LK601  no-slow\n",
    );
  });
});
